package mobileapi_test

import (
	"net/http"
	"testing"

	"github.com/stretchr/testify/require"

	"diandao/internal/httpapi/httpapitest"
)

func TestContract(t *testing.T) {
	t.Parallel()
	httpapitest.CheckContract(t, newPhone(t).api)
}

// Every operation refuses those who show nothing, something stale, or that they are staff.
func TestEveryOperation_KnowsItsCaller(t *testing.T) {
	t.Parallel()
	p := newPhone(t)
	for _, op := range p.api.Ops() {
		if op.Open != "" {
			continue
		}
		ask := func(as string) httpapitest.Answer {
			return p.Do(t, httpapitest.Scenario{As: as, Method: op.Method, Path: httpapitest.Path(op, nil)})
		}
		a := ask("")
		require.Equal(t, http.StatusUnauthorized, a.Status, op.ID)
		httpapitest.CheckProblem(t, a, "authz.unauthenticated")
		require.NotEmpty(t, a.Header.Get("Www-Authenticate"), op.ID)
		stale := ask("expired")
		require.Equal(t, http.StatusUnauthorized, stale.Status, op.ID)
		httpapitest.CheckProblem(t, stale, "device.token_expired")
		for _, role := range roles() {
			a := ask(role)
			require.Equal(t, http.StatusForbidden, a.Status, "%s as %s", op.ID, role)
			httpapitest.CheckProblem(t, a, "authz.forbidden")
		}
	}
	require.Empty(t, p.services.drain(), "nothing reached a service")
}
