package scenarios_test

import (
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"diandao/test/stage"
)

type checkedView struct {
	SHA256  string `json:"sha256"`
	Columns []struct {
		Field string `json:"field"`
	} `json:"columns"`
	Lines []struct {
		Line     int            `json:"line"`
		Values   map[string]any `json:"values"`
		PersonID string         `json:"person_id"`
		Problems []struct {
			Field  string `json:"field"`
			Reason string `json:"reason"`
		} `json:"problems"`
	} `json:"lines"`
	Open *struct {
		ID         string `json:"id"`
		AddedCount int    `json:"added_count"`
	} `json:"open"`
}

type outcomeView struct {
	Line     int    `json:"line"`
	PersonID string `json:"person_id"`
	IsRepeat bool   `json:"is_repeat"`
	Problems []struct {
		Reason string `json:"reason"`
	} `json:"problems"`
}

// roster is a file of count sound lines, followed by others.
func roster(s *scene, count int, more ...string) []byte {
	var out strings.Builder
	out.WriteString("司法所,姓名,编号,性别,出生日期,矫正类别,管理等级,联系电话,矫正起始日期,矫正结束日期\n")
	for n := range count {
		fmt.Fprintf(&out, "%s,导入%d,I-%03d,女,1980-02-%02d,缓刑,宽管,,2026-01-01,2027-12-31\n", s.station.Name, n, n, n%28+1)
	}
	for _, line := range more {
		out.WriteString(line + "\n")
	}
	return []byte(out.String())
}

func check(o *stage.Officer, file []byte) checkedView {
	var c checkedView
	o.PostFile("/console/v1/person-imports/check", "file", file).Into(http.StatusOK, &c)
	return c
}

// sound are the lines of a check that can be added, as a client sends them.
func (c checkedView) sound() (out []any) {
	for _, l := range c.Lines {
		if len(l.Problems) == 0 {
			out = append(out, map[string]any{"line": l.Line, "values": l.Values})
		}
	}
	return out
}

// A district brings the persons of its old system. The line is cut twice in the middle; nobody comes in twice, and
// nobody is forgotten.
func TestIntake_ADistrictBringsItsPersons(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, s *scene) {
		officer := s.officer()
		s.enrol(officer, "李秀英") // has the number T000001
		file := roster(s, 250,
			s.station.Name+",小孩,I-900,男,2012-05-20,缓刑,严管,,2026-01-01,2027-12-31",
			s.station.Name+",已在,T000001,男,1980-05-20,缓刑,严管,,2026-01-01,2027-12-31",
			"别处司法所,别处,I-901,男,1980-05-20,缓刑,严管,,2026-01-01,2027-12-31",
			s.station.Name+",重号,I-000,男,1980-05-20,缓刑,严管,,2026-01-01,2025-12-31")
		c := check(officer, file)
		require.Len(t, c.Columns, 10)
		require.Len(t, c.Lines, 254)
		require.Nil(t, c.Open)
		var wrong []string
		for _, l := range c.Lines[250:] {
			for _, p := range l.Problems {
				wrong = append(wrong, fmt.Sprintf("%d %s %s", l.Line, p.Field, p.Reason))
			}
		}
		require.Equal(t, []string{"252 born_on minor", "253 number taken", "254 station no_station", "255 term_to term_reversed", "255 number repeated"}, wrong)

		lines := c.sound()
		require.Len(t, lines, 250)
		begin := map[string]any{"sha256": c.SHA256, "lines_count": len(lines)}
		var i struct {
			ID string `json:"id"`
		}
		officer.Post("/console/v1/person-imports", begin).Into(http.StatusCreated, &i)
		to := "/console/v1/person-imports/" + i.ID
		officer.Post(to+"/lines", map[string]any{"lines": append(lines[:1:1], lines[0])}).Refused(http.StatusUnprocessableEntity, "intake.batch")
		var first list[outcomeView]
		officer.Post(to+"/lines", map[string]any{"lines": lines[:200]}).Into(http.StatusOK, &first)
		require.Len(t, first.Items, 200)

		// The answer never came, and the same batch is sent again, twice at once.
		var again [2]list[outcomeView]
		var wait sync.WaitGroup
		for n := range again {
			wait.Go(func() {
				officer.Post(to+"/lines", map[string]any{"lines": lines[50:250]}).Into(http.StatusOK, &again[n])
			})
		}
		wait.Wait()
		for n := range 150 {
			require.True(t, again[0].Items[n].IsRepeat)
			require.Equal(t, first.Items[n+50].PersonID, again[0].Items[n].PersonID)
		}
		for n := range 200 {
			require.Equal(t, again[0].Items[n].PersonID, again[1].Items[n].PersonID, "one line is one person")
			require.NotEmpty(t, again[0].Items[n].PersonID)
		}

		// The page was closed; the same file tells where it stopped.
		c = check(officer, file)
		require.Equal(t, i.ID, c.Open.ID)
		require.Equal(t, 250, c.Open.AddedCount)
		require.Equal(t, first.Items[0].PersonID, c.Lines[0].PersonID)
		require.Empty(t, c.Lines[0].Problems, "its number is taken by itself")
		var same struct {
			ID string `json:"id"`
		}
		officer.Post("/console/v1/person-imports", begin).Into(http.StatusCreated, &same)
		require.Equal(t, i.ID, same.ID)

		s.foreignOfficer().Post(to+"/lines", map[string]any{"lines": lines[:1]}).Refused(http.StatusForbidden, "authz.out_of_scope")
		chiefOf(s).Post(to+"/end", nil).Refused(http.StatusNotFound, "intake.not_found")
		officer.Post(to+"/end", nil).Into(http.StatusOK, nil)
		officer.Post(to+"/lines", map[string]any{"lines": lines[:1]}).Refused(http.StatusConflict, "intake.ended")
		require.Nil(t, check(officer, file).Open)

		var found list[struct {
			ID string `json:"id"`
		}]
		officer.Get("/console/v1/persons?limit=200&q=I-").Into(http.StatusOK, &found)
		require.Len(t, found.Items, 200)
		officer.Get("/console/v1/persons?limit=200&q=I-2").Into(http.StatusOK, &found)
		require.Len(t, found.Items, 50)
		actions := map[string]int{}
		var entries list[struct {
			Action string `json:"action"`
		}]
		chiefOf(s).Get("/console/v1/audit?limit=200&person_id="+first.Items[0].PersonID).Into(http.StatusOK, &entries)
		for _, e := range entries.Items {
			actions[e.Action]++
		}
		require.Equal(t, map[string]int{"person.enrolled": 1}, actions)
	})
}
