package scenarios_test

import (
	"fmt"
	"net/http"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"diandao/test/stage"
)

type ownCheckin struct {
	ID          string     `json:"id"`
	Day         string     `json:"day"`
	Status      string     `json:"status"`
	OpensAt     string     `json:"opens_at"`
	AppealUntil *time.Time `json:"appeal_until"`
}

type ownItem struct {
	ID      string `json:"id"`
	Kind    string `json:"kind"`
	At      string `json:"at"`
	Code    string `json:"code"`
	Outcome string `json:"outcome"`
	To      string `json:"to"`
}

// allOf reads a list of a phone to its end, page by page.
func allOf[T any](p *stage.Phone, path string) (all []T) {
	cursor := ""
	for range 100 {
		var l struct {
			Items []T     `json:"items"`
			Next  *string `json:"next_cursor"`
		}
		p.Get(path+cursor).Into(http.StatusOK, &l)
		all = append(all, l.Items...)
		if l.Next == nil {
			return all
		}
		cursor = "&cursor=" + *l.Next
	}
	panic("no end")
}

// Forty days of check-ins, of which today shows ten: the record leads to all of them, and an appeal can be made for
// thirty days, also against one that the start page has long forgotten.
func TestRecord_FortyDaysOfCheckins(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, s *scene) {
		officer := s.officer()
		phone, other := s.phone(officer, s.enrol(officer, "阿卜杜热合曼·买买提")), s.phone(officer, s.enrol(officer, "刘勇"))
		s.plan(officer, phone.PersonID, false)
		first := parse(t, "2026-11-23T00:00:30Z")
		for day := range 40 {
			s.at(first.AddDate(0, 0, day).Format(time.RFC3339))
			phone.Get("/v1/messages").Into(http.StatusOK, nil)
			s.at(first.AddDate(0, 0, day).Add(4 * time.Hour).Format(time.RFC3339))
		}
		require.Len(t, readToday(phone).Recent, 10)
		all := allOf[ownCheckin](phone, "/v1/checkin-requests?limit=15")
		require.Len(t, all, 40)
		require.Equal(t, all, allOf[ownCheckin](phone, "/v1/checkin-requests?limit=200"), "pages neither repeat nor leave out")
		require.True(t, slices.IsSortedFunc(all, func(a, b ownCheckin) int { return -compare(a.OpensAt, b.OpensAt) }))
		require.Equal(t, "2026-11-23", all[39].Day)
		require.Empty(t, allOf[ownCheckin](other, "/v1/checkin-requests?limit=15"), "nobody else's")

		detail := func(p *stage.Phone, id string) (r ownCheckin) {
			p.Get("/v1/checkin-requests/"+id).Into(http.StatusOK, &r)
			return r
		}
		appeal := func(id string) stage.Answer {
			return phone.Post("/v1/appeals", map[string]any{"source": "checkin", "source_id": id, "text": "手机没有电了"})
		}
		now := s.clock.Now()
		late := all[25] // made twenty-five days ago
		require.Equal(t, "missed", late.Status)
		require.True(t, detail(phone, late.ID).AppealUntil.After(now))
		other.Get("/v1/checkin-requests/"+late.ID).Refused(http.StatusForbidden, "checkin.not_yours")
		var a appealView
		appeal(late.ID).Into(http.StatusCreated, &a)
		require.Contains(t, a.Facts, "notice_delivered", "the evidence is as old as the occasion, and attached all the same")
		officer = s.officer()
		officer.Post("/console/v1/appeals/"+a.ID+"/decision", map[string]any{"is_upheld": true, "new_status": "excused", "reason": "当天停电"}).Into(http.StatusOK, nil)
		require.Nil(t, detail(phone, late.ID).AppealUntil, "nothing is against the person any more")

		require.True(t, detail(phone, all[35].ID).AppealUntil.Before(now))
		appeal(all[35].ID).Refused(http.StatusConflict, "appeal.too_late")
	})
}

// What else happened is told in facts and codes: a move, a change of what is asked, a phone, a question that was
// answered. What staff wrote to one another is not, nor a question that is still open.
func TestRecord_WhatElseHappened(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, s *scene) {
		officer := s.officer()
		who := s.enrol(officer, "王伟")
		phone, other := s.phone(officer, who), s.phone(officer, s.enrol(officer, "李秀英"))
		before := len(allOf[ownItem](other, "/v1/timeline?limit=2"))
		officer.Put("/console/v1/persons/"+who+"/way", map[string]any{"way": "voice", "reason": "和同案张某一起受伤", "version": 0}).Into(http.StatusOK, nil)
		s.at("2026-11-23T00:10:00Z")
		var search lostContact
		officer.Post("/console/v1/persons/"+who+"/lost-contact", map[string]any{"reason": "邻居说人不在"}).Into(http.StatusCreated, &search)
		tell := func() (codes []string) {
			for _, i := range allOf[ownItem](phone, "/v1/timeline?limit=2") {
				require.NotContains(t, fmt.Sprint(i), "张某")
				codes = append(codes, i.Code+">"+i.Outcome+i.To)
			}
			return codes
		}
		require.Equal(t, []string{"checkin.way_set>", "device.activated>", "person.enrolled>"}, tell(), "a question that is open is not told yet")
		officer.Post("/console/v1/lost-contacts/"+search.ID+"/close", map[string]any{"how": "at_home", "note": "和同案张某在家"}).Into(http.StatusOK, nil)
		s.at("2026-11-23T00:20:00Z")
		there := s.otherStation(s.foreignOfficer())
		chiefOf(s).Post("/console/v1/persons/"+who+"/transfer", map[string]any{"station_id": there, "reason": "离同案张某远一些", "version": 1}).Into(http.StatusOK, nil)
		var me struct {
			Station struct {
				Name string `json:"name"`
			} `json:"station"`
		}
		phone.Get("/v1/me").Into(http.StatusOK, &me)
		require.Equal(t, []string{"person.transferred>" + me.Station.Name, "lost_contact>found", "checkin.way_set>", "device.activated>", "person.enrolled>"}, tell(), "a transfer is told once")
		require.Len(t, allOf[ownItem](other, "/v1/timeline?limit=2"), before, "nothing of anybody else's")
		s.foreignOfficer().Get("/v1/timeline").Refused(http.StatusUnauthorized, "authz.unauthenticated")
	})
}
