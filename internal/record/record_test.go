package record

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"diandao/internal/authz"
	"diandao/internal/evidence"
)

func TestMerged_NewestFirstAcrossKindsAndBounded(t *testing.T) {
	t.Parallel()
	at := func(hour int, id string) Item {
		return Item{ID: id, At: time.Date(2026, 11, 23, hour, 0, 0, 0, time.UTC)}
	}
	got := Merged([][]Item{{at(9, "a"), at(7, "b")}, {at(8, "c"), at(7, "d")}, nil}, 3)
	ids := ""
	for _, i := range got {
		ids += i.ID
	}
	require.Equal(t, "acd", ids, "of one instant the greater id comes first, as the cursor has it")
}

func TestSpan_DaysAreTheStations(t *testing.T) {
	t.Parallel()
	loc, err := time.LoadLocation("Asia/Shanghai")
	require.NoError(t, err)
	s, err := Filter{From: "2026-11-23", To: "2026-11-23"}.span(loc)
	require.NoError(t, err)
	require.Equal(t, "2026-11-22T16:00:00Z", s.From.UTC().Format(time.RFC3339))
	require.Equal(t, 24*time.Hour, s.To.Sub(s.From))
	for _, f := range []Filter{{From: "2026-11-24", To: "2026-11-23"}, {From: "gestern"}} {
		_, err := f.span(loc)
		require.ErrorIs(t, err, ErrFilter)
	}
}

func TestActions_EachBelongsToOneKind(t *testing.T) {
	t.Parallel()
	seen := map[string]Kind{}
	for _, k := range Kinds() {
		for _, a := range Actions(k) {
			require.Empty(t, seen[a], a)
			seen[a] = k
		}
	}
	require.NotEmpty(t, seen)
}

func TestLookKindOf_TellsWhatWasLookedAt(t *testing.T) {
	t.Parallel()
	require.Equal(t, AtFile, LookKindOf("person.minor_seen", ""))
	require.Equal(t, AtPictures, LookKindOf("evidence.seen", evidence.CheckinPhoto))
	require.Equal(t, AtRecording, LookKindOf("evidence.seen", evidence.RollCallRecording))
	require.Equal(t, AtPapers, LookKindOf("evidence.seen", evidence.SanctionPaper))
	require.NotContains(t, authz.StaffRoles(), authz.Self)
}

func TestRetention_EveryKindHasAnEnd(t *testing.T) {
	t.Parallel()
	end := time.Date(2026, 11, 4, 0, 0, 0, 0, time.UTC)
	for _, k := range evidence.Kinds() {
		require.Greater(t, evidence.DefaultRetention().Until(k, end), "2026-11-04", k)
	}
	require.Equal(t, "2027-05-03", evidence.DefaultRetention().Until(evidence.CheckinPhoto, end))
}

func TestOwn_HoldsNoWordsOfStaffAndNobodysName(t *testing.T) {
	t.Parallel()
	all := Item{ID: "i", Kind: Settled, Code: "lost_contact", Reason: "和张某在一起", ByRole: authz.Officer, ByID: "s1", Title: "t", Status: "resolved", SubjectID: "a", ToUnitID: "u"}
	require.Equal(t, Item{ID: "i", Kind: Settled, Code: "lost_contact", ToUnitID: "u"}, all.own())
	all.Reason = "code:found"
	require.Equal(t, "found", all.own().Reason)
	for _, k := range OwnKinds() {
		require.NotEqual(t, Alert, k, "a question that is open is not told")
		require.NotEqual(t, Decision, k)
	}
}
