package protocol

import (
	"encoding/json"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/invopop/jsonschema"
	"github.com/stretchr/testify/require"
)

const schemaPath = "../../api/signaling.schema.json"

// schemaOf reflects every message into one document: the definitions of all data, and ClientMessage,
// ServerMessage and Acks, which say which data belongs to which type.
func schemaOf() *jsonschema.Schema {
	b := builder{defs: jsonschema.Definitions{}}
	client, server := &jsonschema.Schema{}, &jsonschema.Schema{}
	acks := &jsonschema.Schema{Type: "object", Properties: jsonschema.NewProperties(), AdditionalProperties: jsonschema.FalseSchema}
	for _, t := range ClientTypes() {
		client.OneOf = append(client.OneOf, b.envelope(t, "id", newData(t)))
		acks.Properties.Set(string(t), b.data(answerData(t)))
		acks.Required = append(acks.Required, string(t))
	}
	for _, t := range ServerTypes() {
		switch t {
		case Ack:
			server.OneOf = append(server.OneOf, b.envelope(t, "re", nil))
		case Error:
			server.OneOf = append(server.OneOf, b.envelope(t, "re", eventData(t)))
		default:
			server.OneOf = append(server.OneOf, b.envelope(t, "", eventData(t)))
		}
	}
	b.defs["ClientMessage"], b.defs["ServerMessage"], b.defs["Acks"] = client, server, acks
	return &jsonschema.Schema{
		Version: jsonschema.Version, ID: "https://diandao.example/signaling.schema.json", Title: "Signalling of live roll calls, version 1",
		Definitions: b.defs, AnyOf: []*jsonschema.Schema{{Ref: "#/$defs/ClientMessage"}, {Ref: "#/$defs/ServerMessage"}},
	}
}

type builder struct{ defs jsonschema.Definitions }

func (b builder) data(v any) *jsonschema.Schema {
	r := jsonschema.Reflector{Anonymous: true}
	s := r.Reflect(v)
	maps.Copy(b.defs, s.Definitions)
	return &jsonschema.Schema{Ref: s.Ref}
}

// envelope is the schema of one message; key is "id", "re" or "".
func (b builder) envelope(t Type, key string, data any) *jsonschema.Schema {
	s := &jsonschema.Schema{Type: "object", Properties: jsonschema.NewProperties(), Required: []string{"type", "data"}}
	s.Properties.Set("type", &jsonschema.Schema{Type: "string", Const: string(t)})
	if key != "" {
		longest := uint64(MaxID)
		s.Properties.Set(key, &jsonschema.Schema{Type: "string", MaxLength: &longest})
		s.Required = append(s.Required, key)
	}
	if data == nil {
		s.Properties.Set("data", &jsonschema.Schema{Type: "object"})
	} else {
		s.Properties.Set("data", b.data(data))
	}
	return s
}

func TestSchema_Fresh(t *testing.T) {
	t.Parallel()
	got, err := json.MarshalIndent(schemaOf(), "", "  ")
	require.NoError(t, err)
	golden(t, schemaPath, append(got, '\n'))
}

// TestSchema_NullablesAreNull guards the tag that the reflector needs: a pointer without it would be
// promised to clients as never null.
func TestSchema_NullablesAreNull(t *testing.T) {
	t.Parallel()
	invitee := schemaOf().Definitions["Invitee"]
	mark, ok := invitee.Properties.Get("mark")
	require.True(t, ok)
	require.Len(t, mark.OneOf, 2)
	require.Contains(t, invitee.Required, "mark")
}

func TestDocument_DescribesEverything(t *testing.T) {
	t.Parallel()
	raw, err := os.ReadFile("../../api/signaling.md")
	require.NoError(t, err)
	text := string(raw)
	for _, kind := range slices.Concat(ClientTypes(), ServerTypes()) {
		require.Contains(t, text, "\n### `"+string(kind)+"`", "a section for each message")
	}
	for _, code := range ErrorCodes() {
		require.Contains(t, text, "| `"+code+"` |", "a row for each error")
	}
	for _, code := range CloseCodes() {
		require.Contains(t, text, "| "+strconv.Itoa(int(code))+" |", "a row for each close code")
	}
	for name, def := range schemaOf().Definitions {
		if def.Properties == nil || name == "Acks" {
			continue
		}
		for p := def.Properties.Oldest(); p != nil; p = p.Next() {
			require.True(t, strings.Contains(text, "`"+p.Key+"`") || strings.Contains(text, `"`+p.Key+`"`), "field %s of %s", p.Key, name)
		}
	}
}

// answerData returns the empty data of the ack to a client message.
func answerData(t Type) any {
	switch t {
	case SessionHello:
		return &Session{}
	case SDPOffer:
		return &Answer{}
	case RosterGet:
		return &Roster{}
	case SnapshotTake:
		return &Snapshot{}
	case AttendanceMark:
		return &Marked{}
	case RollCallClose:
		return &Closed{}
	case CallNext:
		return &Next{}
	case PersonRecall:
		return &Recalled{}
	case AttendanceConfirm:
		return &Confirmed{}
	case TextSend:
		return &Reached{}
	default:
		return &Empty{}
	}
}

// eventData returns the empty data of a message of the server that answers nothing.
func eventData(t Type) any {
	switch t {
	case Error:
		return &Problem{}
	case InviteeChanged:
		return &InviteeState{}
	case RosterCounts:
		return &Counts{}
	case CallEnded:
		return &CallResult{}
	case QueuePosition:
		return &Queue{}
	case MediaRequest:
		return &MediaWish{}
	case OfficerState:
		return &OfficerReport{}
	case RollCallClosed:
		return &RollCallResult{}
	case SessionElsewhere:
		return &Place{}
	case SessionGoing:
		return &Going{}
	case ChallengeStarted:
		return &Asked{}
	case AutoState:
		return &Walk{}
	case HandState:
		return &HandReport{}
	case StaffState:
		return &Staff{}
	case TextSent:
		return &Said{}
	default:
		return &Empty{}
	}
}
