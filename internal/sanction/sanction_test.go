package sanction_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"diandao/internal/authz"
	"diandao/internal/sanction"
)

func TestDistances_CountDownToEachThreshold(t *testing.T) {
	t.Parallel()
	all := sanction.Distances(sanction.ThresholdsOf("/3301/330106/330106003/"), map[sanction.Kind]int{sanction.Admonition: 1, sanction.Warning: 3})
	require.Len(t, all, 2)
	require.Equal(t, sanction.Warning, all[0].To)
	require.Equal(t, 1, all[0].Left())
	require.Equal(t, sanction.Recall, all[1].To)
	require.Equal(t, 0, all[1].Left(), "never below zero")
}

func TestMayDecide_OnlyTheDistrictAndNeverWhoProposed(t *testing.T) {
	t.Parallel()
	v := sanction.Sanction{Path: "/3301/330106/330106003/", ProposedBy: "a"}
	actor := func(role authz.Role, id string, scope string) authz.Actor {
		return authz.Actor{Role: role, ID: id, Scope: v.Path[:len(scope)]}
	}
	require.NoError(t, sanction.MayDecide(actor(authz.Supervisor, "b", "/3301/330106/"), v))
	require.NoError(t, sanction.MayDecide(actor(authz.Supervisor, "b", "/3301/"), v))
	require.ErrorIs(t, sanction.MayDecide(actor(authz.Supervisor, "a", "/3301/330106/"), v), sanction.ErrOwn)
	require.ErrorIs(t, sanction.MayDecide(actor(authz.Supervisor, "b", string(v.Path)), v), sanction.ErrLevel)
	require.ErrorIs(t, sanction.MayDecide(actor(authz.Officer, "b", "/3301/330106/"), v), authz.ErrForbidden)
	elsewhere := authz.Actor{Role: authz.Supervisor, ID: "b", Scope: "/3301/330108/"}
	require.ErrorIs(t, sanction.MayDecide(elsewhere, v), authz.ErrOutOfScope)
}

func TestHolds_OnlyAnOpenAppealDoes(t *testing.T) {
	t.Parallel()
	for _, code := range sanction.CautionCodes() {
		require.Equal(t, code == sanction.AppealOpen, sanction.Holds([]sanction.Caution{{Code: code}}), code)
	}
}
