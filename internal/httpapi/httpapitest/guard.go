package httpapitest

import (
	"encoding/json"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/danielgtaylor/huma/v2"
	"github.com/stretchr/testify/require"

	"diandao/internal/authz"
	"diandao/internal/httpapi"
)

// CheckContract checks what every operation of a contract declares: an id of its own, an action of the
// policy, security or the reason why there is none, its errors, and an example that fits its schema.
func CheckContract(t *testing.T, api *httpapi.API) {
	t.Helper()
	doc := api.OpenAPI()
	seen := map[string]bool{}
	for _, op := range api.Ops() {
		t.Run(op.ID, func(t *testing.T) {
			require.Regexp(t, `^[a-z][A-Za-z]+$`, op.ID)
			require.False(t, seen[op.ID], "operation ids are unique")
			seen[op.ID] = true
			require.NotEmpty(t, op.Summary)
			require.NotEmpty(t, op.Tag)
			require.Contains(t, authz.Grants(), op.Action, "the action is part of the policy")
			described := find(t, doc, op)
			checkParameters(t, op, described)
			checkSecurity(t, op, described)
			checkErrors(t, op, described)
			checkExample(t, doc, op, described)
		})
	}
	require.Len(t, seen, count(doc), "every described operation went through Register")
}

func count(doc *huma.OpenAPI) int {
	n := 0
	for _, item := range doc.Paths {
		for _, op := range []*huma.Operation{item.Get, item.Post, item.Put, item.Patch, item.Delete, item.Head, item.Options} {
			if op != nil {
				n++
			}
		}
	}
	return n
}

func find(t *testing.T, doc *huma.OpenAPI, op httpapi.Op) *huma.Operation {
	t.Helper()
	item := doc.Paths[op.Path]
	require.NotNil(t, item, "path is described")
	byMethod := map[string]*huma.Operation{
		http.MethodGet: item.Get, http.MethodPost: item.Post, http.MethodPut: item.Put, http.MethodDelete: item.Delete, http.MethodPatch: item.Patch,
	}
	require.NotNil(t, byMethod[op.Method])
	return byMethod[op.Method]
}

// checkParameters: an input that Huma does not see (an embedded struct that is not exported) would be empty.
func checkParameters(t *testing.T, op httpapi.Op, h *huma.Operation) {
	t.Helper()
	for _, m := range regexp.MustCompile(`\{(\w+)\}`).FindAllStringSubmatch(op.Path, -1) {
		require.True(t, slices.ContainsFunc(h.Parameters, func(p *huma.Param) bool { return p.In == "path" && p.Name == m[1] }), "%s is read", m[0])
	}
}

func checkSecurity(t *testing.T, op httpapi.Op, h *huma.Operation) {
	t.Helper()
	if op.Open != "" {
		require.Empty(t, h.Security, "an open operation asks for nothing")
		return
	}
	require.Len(t, h.Security, 1)
	require.Equal(t, string(op.Action), h.Extensions["x-action"])
}

func checkErrors(t *testing.T, op httpapi.Op, h *huma.Operation) {
	t.Helper()
	for _, f := range op.AllErrors() {
		r := h.Responses[strconv.Itoa(httpapi.Status(f.Code))]
		require.NotNil(t, r, "%s has a response", f.Reason)
		require.Contains(t, r.Description, f.Reason)
		require.Contains(t, r.Content, httpapi.ProblemType)
	}
	if strings.Contains(op.Path, "{") && op.Open == "" && op.ID != "previewPlan" {
		wants := []int{http.StatusForbidden, http.StatusNotFound}
		declares := slices.ContainsFunc(wants, func(s int) bool { return h.Responses[strconv.Itoa(s)] != nil })
		require.True(t, declares, "an operation on one record says what happens when it is not there or not yours")
	}
}

func checkExample(t *testing.T, doc *huma.OpenAPI, op httpapi.Op, h *huma.Operation) {
	t.Helper()
	for status, r := range h.Responses {
		media := r.Content["application/json"]
		if media == nil || status >= "300" {
			continue
		}
		require.NotNil(t, media.Example, "an answer with a body has an example")
		b, err := json.Marshal(media.Example)
		require.NoError(t, err)
		var v any
		require.NoError(t, json.Unmarshal(b, &v))
		res := &huma.ValidateResult{}
		huma.Validate(doc.Components.Schemas, media.Schema, huma.NewPathBuffer(nil, 0), huma.ModeReadFromServer, v, res)
		require.Empty(t, res.Errors, "the example of %s fits its schema", op.ID)
	}
}

// Path is op's path with every parameter filled by params, or by a fixed UUID.
func Path(op httpapi.Op, params map[string]string) string {
	return regexp.MustCompile(`\{(\w+)\}`).ReplaceAllStringFunc(op.Path, func(m string) string {
		if v := params[strings.Trim(m, "{}")]; v != "" {
			return v
		}
		return SampleID
	})
}

// SampleID is the record that guards ask for.
const SampleID = "0193a5f0-7c00-7000-8000-000000000001"
