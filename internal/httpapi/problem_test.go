package httpapi_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"testing"

	"github.com/stretchr/testify/require"

	"diandao/internal/fault"
	"diandao/internal/httpapi"
)

func TestStatus_EveryCodeHasItsOwn(t *testing.T) {
	t.Parallel()
	seen := map[int]fault.Code{}
	for _, c := range fault.Codes() {
		status := httpapi.Status(c)
		require.NotContains(t, seen, status, "%s", c)
		seen[status] = c
	}
	require.Equal(t, http.StatusInternalServerError, httpapi.Status("unheard_of"))
}

func TestNewProblem(t *testing.T) {
	t.Parallel()
	cause := errors.New("disk of 王小明 is full")
	for name, tc := range map[string]struct {
		err    error
		status int
		code   string
	}{
		"a fault keeps its reason":        {fmt.Errorf("take: %w", fault.New(fault.Conflict, "x.y", "No.").With(cause)), 409, "x.y"},
		"anything else is our mistake":    {cause, 500, "internal"},
		"time that is up is unavailable":  {fmt.Errorf("query: %w", context.DeadlineExceeded), 503, "request.timeout"},
		"a fault wins over its time's up": {fault.New(fault.Invalid, "x.y", "No.").With(context.DeadlineExceeded), 422, "x.y"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := httpapi.NewProblem(t.Context(), tc.err)
			require.Equal(t, tc.status, p.Status)
			require.Equal(t, tc.code, p.Code)
			require.NotContains(t, fmt.Sprint(*p), "王小明", "a cause is never told")
		})
	}
}

func TestNewProblem_NamesFields(t *testing.T) {
	t.Parallel()
	p := httpapi.NewProblem(t.Context(), fault.New(fault.Invalid, "x.y", "No.").On(fault.Field{Path: "name", Reason: "required"}))
	require.Equal(t, []httpapi.Wrong{{Path: "name", Reason: "required"}}, p.Errors)
}
