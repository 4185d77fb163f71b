package store_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"diandao/internal/audit"
	"diandao/internal/authz"
	"diandao/internal/clock"
	"diandao/internal/evidence/disk"
	"diandao/internal/identity"
	"diandao/internal/org"
	"diandao/internal/page"
	"diandao/internal/privacy"
	"diandao/internal/staff"
	"diandao/internal/team"
)

// hushed hears of no change.
type hushed struct{}

func (hushed) Hint(string, string, org.Path) {}

// sealedIn counts the sealed files below a folder.
func sealedIn(t *testing.T, dir string) (n int) {
	t.Helper()
	require.NoError(t, filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() && strings.HasSuffix(path, ".sealed") {
			n++
		}
		return err
	}))
	return n
}

// A no to the face ends the enrolment and destroys what describes the face, on disk too; the pictures by which
// officers decided before stay sealed. Nobody takes new ones against the no.
func TestPolicies_ANoDestroysWhatDescribesTheFace(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		ctx, dir, now := t.Context(), t.TempDir(), clock.NewManual(noon)
		vault, err := disk.Open(filepath.Join(dir, "evidence"), filepath.Join(dir, "master.key"), w.Evidence())
		require.NoError(t, err)
		t.Cleanup(func() { require.NoError(t, vault.Close()) })
		faces, err := identity.New(identity.Parts{Store: w.Enrolments(), Persons: w.Persons(), Vault: vault, Engine: &looker{hash: "m1"}, Clock: now})
		require.NoError(t, err)
		s := privacy.New(w.Policies(), w.Persons(), vault, hushed{}, now)
		require.NoError(t, s.Equip(ctx))
		require.NoError(t, s.Equip(ctx), "at every start")

		e, err := faces.Enrol(ctx, w.officer(), w.person.ID, [][]byte{taken(t, 210), taken(t, 230), taken(t, 250)})
		require.NoError(t, err)
		require.Equal(t, identity.Match, compared(t, w, faces, taken(t, 232)).Outcome)
		require.Equal(t, 4, sealedIn(t, dir), "three pictures and what describes them")

		self := authz.Actor{Role: authz.Self, ID: string(w.person.ID), PersonID: string(w.person.ID), DeviceID: "d1", Scope: w.person.Path}
		v, err := s.Own(ctx, self)
		require.NoError(t, err)
		require.True(t, v.IsAsked())
		v, err = s.Answer(ctx, self, privacy.Input{PolicyID: v.Policy.ID, Face: privacy.No, Voice: privacy.Yes, Language: "zh-CN"})
		require.NoError(t, err)
		require.False(t, v.IsAsked())

		require.Equal(t, identity.NotChecked, compared(t, w, faces, taken(t, 232)).Outcome, "nothing is compared")
		require.Equal(t, 3, sealedIn(t, dir))
		_, err = w.Evidence().Get(ctx, e.TemplateID)
		require.Error(t, err)
		for _, p := range e.Pictures {
			o, err := w.Evidence().Get(ctx, p.EvidenceID)
			require.NoError(t, err)
			_, err = vault.Open(ctx, o)
			require.NoError(t, err, "evidence of earlier decisions")
		}
		_, err = faces.Enrol(ctx, w.officer(), w.person.ID, [][]byte{taken(t, 210), taken(t, 230), taken(t, 250)})
		require.ErrorIs(t, err, identity.ErrFaceRefused)

		entries, err := w.Audit().List(ctx, org.Root, audit.Filter{PersonID: string(w.person.ID)}, page.Request{Limit: 50})
		require.NoError(t, err)
		var told []string
		for _, e := range entries {
			told = append(told, e.Action)
		}
		require.Subset(t, told, []string{"policy.answered", "checkin.way_set", "identity.face_forgotten"})

		_, err = s.Answer(ctx, self, privacy.Input{PolicyID: v.Policy.ID, Face: privacy.Yes, Voice: privacy.Yes, Language: "en"})
		require.NoError(t, err)
		_, err = faces.Enrol(ctx, w.officer(), w.person.ID, [][]byte{taken(t, 210), taken(t, 230), taken(t, 250)})
		require.NoError(t, err, "after a yes they can be taken anew")
	})
}

// Of two officers who change a team at once one is told to look again, and the history has each membership once.
func TestTeams_OneChangeAfterTheOther(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		ctx, now := t.Context(), clock.NewManual(noon)
		require.NoError(t, w.Staff().InTx(ctx, func(tx staff.Tx) error {
			return tx.InsertMember(ctx, staff.Member{ID: "0193a5f0-7c00-7000-8000-0000000000aa", Username: "lead", Name: "陈静", Role: authz.Officer, UnitID: w.station.ID, Path: w.station.Path, CreatedAt: noon})
		}))
		s := team.New(w.Teams(), w.Persons(), hushed{}, now)
		lead := team.Member{StaffID: "0193a5f0-7c00-7000-8000-0000000000aa", Role: team.Lead, Sex: "male"}
		mother := team.Member{Name: "王秀兰", Relation: team.Family, Role: team.Plain, Sex: "female", Phone: "000"}
		save := func(ctx context.Context, version int, members ...team.Member) (team.View, error) {
			return s.Save(ctx, w.officer(), w.person.ID, version, members)
		}
		v, err := save(ctx, 0, lead, mother)
		require.NoError(t, err)
		require.Equal(t, "陈静", v.Members[0].Name, "the staff's own record has the name")
		errs := make(chan error, 2)
		for _, phone := range []string{"001", "002"} {
			go func() {
				m := mother
				m.Phone = phone
				_, err := save(ctx, 1, lead, m)
				errs <- err
			}()
		}
		first, second := <-errs, <-errs
		if first != nil {
			first, second = second, first
		}
		require.NoError(t, first)
		require.ErrorIs(t, second, team.ErrChanged)
		v, err = s.Get(ctx, w.officer(), w.person.ID, "")
		require.NoError(t, err)
		require.Len(t, v.Members, 2)
		require.Len(t, v.Former, 1)
		require.Equal(t, "000", v.Former[0].Phone)
		require.Equal(t, noon, v.Former[0].Until)
	})
}
