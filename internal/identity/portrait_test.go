package identity_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"diandao/internal/identity"
)

func TestPortraitOf_IsThePictureFromTheFrontUnlessSomethingSpeaksAgainstIt(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 11, 23, 1, 30, 0, 0, time.UTC)
	taken := &identity.Enrolment{CreatedAt: at, Pictures: []identity.Enrolled{{EvidenceID: "front"}, {EvidenceID: "left"}}}
	for name, c := range map[string]struct {
		e               *identity.Enrolment
		refuses, maySee bool
		want            identity.Portrait
	}{
		"taken":                      {taken, false, true, identity.Portrait{PictureID: "front", TakenAt: at}},
		"never taken":                {nil, false, true, identity.Portrait{Absence: identity.AbsenceNotTaken}},
		"an enrolment with nothing":  {&identity.Enrolment{CreatedAt: at}, false, true, identity.Portrait{Absence: identity.AbsenceNotTaken}},
		"taken, then a no":           {taken, true, true, identity.Portrait{Absence: identity.AbsenceRefused}},
		"a no before any was taken":  {nil, true, true, identity.Portrait{Absence: identity.AbsenceRefused}},
		"who asks may not see":       {taken, false, false, identity.Portrait{Absence: identity.AbsenceNotAllowed}},
		"who may not see learns not": {taken, true, false, identity.Portrait{Absence: identity.AbsenceNotAllowed}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			require.Equal(t, c.want, identity.PortraitOf(c.e, c.refuses, c.maySee))
		})
	}
}
