package scenarios_test

import (
	"image/color"
	"net/http"
	"testing"

	"github.com/stretchr/testify/require"

	"diandao/test/stage"
)

type portraitView struct {
	Portrait struct {
		URL     *string `json:"url"`
		TakenAt *string `json:"taken_at"`
		Absence string  `json:"absence"`
	} `json:"portrait"`
}

func portraitOf(o *stage.Officer, who, query string) portraitView {
	var v portraitView
	o.Get("/console/v1/persons/"+who+query).Into(http.StatusOK, &v)
	return v
}

// takePictures makes a person known by three pictures.
func takePictures(t *testing.T, o *stage.Officer, who string) {
	t.Helper()
	var all [][]byte
	for n := range 3 {
		all = append(all, stage.Picture(t, color.RGBA{G: uint8(60 * n), A: 255})) //nolint:gosec // three of them
	}
	o.PutFiles("/console/v1/persons/"+who+"/enrolment", "pictures", all...).Into(http.StatusOK, nil)
}

// The head of a file shows the picture that was taken at the station, from then on and until the person says no to
// the face; a minor's comes with the file, for a reason. The person sees who looked at it.
func TestPortrait_StandsAtTheHeadOfTheFile(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, s *scene) {
		officer := s.officer()
		who, minor := s.enrol(officer, "孙波"), s.enrolBorn(officer, "王小宝", "2010-05-20")
		phone := s.phone(officer, who)
		require.Equal(t, "not_taken", portraitOf(officer, who, "").Portrait.Absence)

		takePictures(t, officer, who)
		seen := portraitOf(officer, who, "").Portrait
		require.Empty(t, seen.Absence)
		require.NotNil(t, seen.TakenAt)
		require.NotNil(t, seen.URL)
		require.Equal(t, http.StatusOK, officer.Get(*seen.URL).Status)
		s.foreignOfficer().Get(*seen.URL).Refused(http.StatusForbidden, "authz.out_of_scope")
		var looks struct {
			Items []struct {
				Kind string `json:"kind"`
			} `json:"items"`
		}
		phone.Get("/v1/looks").Into(http.StatusOK, &looks)
		kinds := map[string]int{}
		for _, l := range looks.Items {
			kinds[l.Kind]++
		}
		require.Equal(t, map[string]int{"file": 1, "pictures": 1}, kinds, "the stranger saw nothing")

		takePictures(t, officer, minor)
		officer.Get("/console/v1/persons/"+minor).Refused(http.StatusForbidden, "person.reason_required")
		officer.Get("/console/v1/persons/"+minor+"/enrolment").Refused(http.StatusForbidden, "person.reason_required")
		officer.Get("/console/v1/persons/"+minor+"/enrolment?reason=%E8%B0%88%E8%AF%9D").Into(http.StatusOK, nil)
		require.NotNil(t, portraitOf(officer, minor, "?reason=%E8%B0%88%E8%AF%9D").Portrait.URL)

		var rc struct {
			ID string `json:"id"`
		}
		officer.Post("/console/v1/roll-calls", map[string]any{"station_id": s.station.ID, "audience": "minors"}).Into(http.StatusCreated, &rc)
		called := "/console/v1/roll-calls/" + rc.ID + "/invitees/"
		var known struct {
			Current *struct{} `json:"current"`
		}
		officer.Get(called+minor+"/enrolment").Into(http.StatusOK, &known)
		require.NotNil(t, known.Current, "who is called is recognised")
		officer.Get(called+who+"/enrolment").Refused(http.StatusForbidden, "rollcall.not_invited")
		s.foreignOfficer().Get(called+minor+"/enrolment").Refused(http.StatusForbidden, "authz.out_of_scope")

		var policy policyView
		phone.Get("/v1/policy").Into(http.StatusOK, &policy)
		answer(phone, policy.ID, "no", "yes")
		refused := portraitOf(officer, who, "").Portrait
		require.Equal(t, "face_refused", refused.Absence)
		require.Nil(t, refused.URL)
	})
}
