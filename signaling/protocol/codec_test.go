package protocol

import (
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestDecodeClient_Refuses(t *testing.T) {
	t.Parallel()
	deep := `{"type":"session.ping","id":"1","data":` + strings.Repeat("[", 20) + strings.Repeat("]", 20) + `}`
	for name, c := range map[string]struct {
		frame string
		want  error
	}{
		"empty":                    {``, ErrFrame},
		"not JSON":                 {`hello`, ErrFrame},
		"array":                    {`[]`, ErrFrame},
		"null":                     {`null`, ErrFrame},
		"two values":               {`{"type":"session.ping","id":"1"}{}`, ErrFrame},
		"unknown envelope field":   {`{"type":"session.ping","id":"1","x":1}`, ErrFrame},
		"no id":                    {`{"type":"session.ping"}`, ErrFrame},
		"long id":                  {`{"type":"session.ping","id":"` + strings.Repeat("x", MaxID+1) + `"}`, ErrFrame},
		"answer":                   {`{"type":"session.ping","id":"1","re":"2"}`, ErrFrame},
		"too deep":                 {deep, ErrFrame},
		"too large":                {`{"type":"attendance.mark","id":"1","data":{"reason":"` + strings.Repeat("x", MaxFrame) + `"}}`, ErrTooLarge},
		"offer too large":          {`{"type":"sdp.offer","id":"1","data":{"sdp":"` + strings.Repeat("x", MaxOffer) + `"}}`, ErrTooLarge},
		"not UTF-8":                {"{\"type\":\"session.ping\",\"id\":\"\xff\"}", ErrFrame},
		"unknown type":             {`{"type":"room.burn","id":"1"}`, ErrUnknown},
		"message of the server":    {`{"type":"call.started","id":"1"}`, ErrUnknown},
		"unknown field":            {`{"type":"session.ping","id":"1","data":{"x":1}}`, ErrData},
		"data null":                {`{"type":"hand.raise","id":"1","data":null}`, ErrData},
		"data array":               {`{"type":"hand.raise","id":"1","data":[]}`, ErrData},
		"wrong kind":               {`{"type":"hand.raise","id":"1","data":{"raised":"yes"}}`, ErrData},
		"hello without ticket":     {`{"type":"session.hello","id":"1","data":{"versions":[1]}}`, ErrData},
		"hello with both":          {`{"type":"session.hello","id":"1","data":{"versions":[1],"ticket":"a","resume_token":"b"}}`, ErrData},
		"hello without versions":   {`{"type":"session.hello","id":"1","data":{"ticket":"a"}}`, ErrData},
		"offer without sdp":        {`{"type":"sdp.offer","id":"1"}`, ErrData},
		"candidate of two lines":   {`{"type":"ice.candidate","id":"1","data":{"candidate":"a\nb","sdp_mid":null,"sdp_m_line_index":null}}`, ErrData},
		"candidate line negative":  {`{"type":"ice.candidate","id":"1","data":{"candidate":"a","sdp_mid":null,"sdp_m_line_index":-1}}`, ErrData},
		"unknown rung":             {`{"type":"media.state","id":"1","data":{"camera":true,"microphone":true,"rung":"4k"}}`, ErrData},
		"slot negative":            {`{"type":"view.show","id":"1","data":{"slots":[{"slot":-1,"person_id":null}]}}`, ErrData},
		"slot twice":               {`{"type":"view.show","id":"1","data":{"slots":[{"slot":1,"person_id":null},{"slot":1,"person_id":"a"}]}}`, ErrData},
		"report of a fast network": {`{"type":"media.state","id":"1","data":{"camera":true,"microphone":true,"rung":"low","network":{"round_trip_ms":1,"loss_percent":101,"bitrate_kbps":1}}}`, ErrData},
		"auto too quick":           {`{"type":"auto.set","id":"1","data":{"on":true,"seconds":2}}`, ErrData},
		"listen to a neighbour":    {`{"type":"listen.set","id":"1","data":{"to":"p-2"}}`, ErrData},
		"recall without a list":    {`{"type":"person.recall","id":"1","data":{}}`, ErrData},
		"recall of nobody":         {`{"type":"person.recall","id":"1","data":{"person_ids":[""]}}`, ErrData},
		"text of nothing":          {`{"type":"text.send","id":"1","data":{"person_id":null,"text":""}}`, ErrData},
		"text too long":            {`{"type":"text.send","id":"1","data":{"person_id":null,"text":"` + strings.Repeat("字", MaxText+1) + `"}}`, ErrData},
		"lead to nobody":           {`{"type":"lead.give","id":"1","data":{"staff_id":""}}`, ErrData},
		"call of nobody":           {`{"type":"person.call","id":"1","data":{"person_id":""}}`, ErrData},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m, err := DecodeClient([]byte(c.frame))
			require.ErrorIs(t, err, c.want)
			if errors.Is(c.want, ErrUnknown) || errors.Is(c.want, ErrData) {
				require.Equal(t, "1", m.ID, "an error must be answerable")
			}
		})
	}
}

func TestDecodeClient_BracketsInTextAreNoDepth(t *testing.T) {
	t.Parallel()
	frame, err := Encode(AttendanceMark, "1", "", Mark{PersonID: "p", Status: "late", Reason: `\"` + strings.Repeat("[{", 50)})
	require.NoError(t, err)
	_, err = DecodeClient(frame)
	require.NoError(t, err)
}

func TestDecodeClient_OfferMayBeLong(t *testing.T) {
	t.Parallel()
	frame, err := Encode(SDPOffer, "1", "", Offer{SDP: strings.Repeat("x", 2*MaxFrame)})
	require.NoError(t, err)
	_, err = DecodeClient(frame)
	require.NoError(t, err)
}

func TestNegotiate(t *testing.T) {
	t.Parallel()
	v, ok := Negotiate([]int{7, 1})
	require.True(t, ok)
	require.Equal(t, 1, v)
	_, ok = Negotiate([]int{2})
	require.False(t, ok)
}

func FuzzDecodeClient(f *testing.F) {
	for name, data := range samples() {
		kind, _ := envelopeOf(name)
		frame, err := Encode(kind, "7", "", data)
		require.NoError(f, err)
		f.Add(frame)
	}
	f.Add([]byte(`{"type":"view.show","id":"1","data":{"slots":[[[[[[[[[[]]]]]]]]]]}}`))
	f.Fuzz(func(t *testing.T, frame []byte) {
		m, err := DecodeClient(frame)
		if err != nil {
			return
		}
		again, err := Encode(m.Type, m.ID, "", m.Data)
		require.NoError(t, err)
		if len(again) > MaxFrame {
			return // escaping may lengthen a frame at the limit
		}
		same, err := DecodeClient(again)
		require.NoError(t, err)
		require.Equal(t, m, same)
	})
}
