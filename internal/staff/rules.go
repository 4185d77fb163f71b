package staff

import (
	"crypto/rand"
	_ "embed"
	"math/big"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"diandao/internal/authz"
	"diandao/internal/fault"
	"diandao/internal/org"
	"diandao/internal/person"
)

// Grantable tells which roles somebody of a role may give, and whose members they may manage: never one above their
// own. Procurators watch over the whole of it, so only an administrator names them.
func Grantable() map[authz.Role][]authz.Role {
	return map[authz.Role][]authz.Role{
		authz.Supervisor: {authz.Officer, authz.Supervisor, authz.SocialWorker, authz.Volunteer, authz.Specialist},
		authz.Admin:      authz.StaffRoles(),
	}
}

// MayManage checks that actor may give role at the unit at path, or manage a member who has it there. It returns an
// authz error or ErrRole.
func MayManage(actor authz.Actor, role authz.Role, at org.Path) error {
	if actor.Role == authz.System {
		return nil
	}
	if err := authz.Check(actor, authz.StaffManage, at); err != nil {
		return err
	}
	if !slices.Contains(Grantable()[actor.Role], role) {
		return ErrRole
	}
	return nil
}

var usernamePattern = regexp.MustCompile(`^[a-z0-9][a-z0-9._@-]{1,63}$`)

// Validate checks username, name, role and sex. It returns ErrUsername or ErrMember.
func (m Member) Validate() error {
	if !usernamePattern.MatchString(m.Username) {
		return ErrUsername
	}
	if n := utf8.RuneCountInString(m.Name); n < 1 || n > MaxName || m.Name != strings.TrimSpace(m.Name) {
		return ErrMember.On(fault.Field{Path: "name", Reason: "1 to 40 characters"})
	}
	if !slices.Contains(authz.StaffRoles(), m.Role) {
		return ErrMember.On(fault.Field{Path: "role", Reason: "a role of staff"})
	}
	if m.Sex != "" && !slices.Contains(person.Sexes(), m.Sex) {
		return ErrMember.On(fault.Field{Path: "sex", Reason: "female, male or empty"})
	}
	return nil
}

//go:embed common.txt
var commonPasswords string

// CheckPassword checks a password that a member chose. It returns ErrPassword or ErrPasswordCommon.
func CheckPassword(username, password string) error {
	if n := utf8.RuneCountInString(password); n < MinPassword || n > MaxPassword {
		return ErrPassword
	}
	folded := strings.ToLower(password)
	const telling = 4 // a name shorter than this stands in many a good password
	hasName := len(username) >= telling && strings.Contains(folded, username)
	if hasName || isUniform(folded) {
		return ErrPasswordCommon
	}
	if slices.Contains(strings.Fields(commonPasswords), folded) {
		return ErrPasswordCommon
	}
	return nil
}

// isUniform reports whether a password is made of at most two different characters.
func isUniform(password string) bool {
	seen := map[rune]bool{}
	for _, r := range password {
		seen[r] = true
	}
	return len(seen) <= 2
}

// readable are letters and digits that are not taken for each other on paper.
const readable = "abcdefghjkmnpqrstuvwxyz23456789"

// FirstPassword makes a password to be handed out on paper: three groups of four, about 59 bits. It panics only when
// the system's source of randomness fails.
func FirstPassword() string {
	var b strings.Builder
	for i := range 12 {
		if i > 0 && i%4 == 0 {
			b.WriteByte('-')
		}
		n, err := rand.Int(rand.Reader, big.NewInt(int64(len(readable))))
		if err != nil {
			panic("staff: no randomness: " + err.Error())
		}
		b.WriteByte(readable[n.Int64()])
	}
	return b.String()
}

// DescribeAgent says a browser's header User-Agent in a few words, "Chrome 156, Windows"; "" when it tells nothing.
func DescribeAgent(header string) string {
	var parts []string
	// the first that fits: each browser also names those before it
	for _, b := range []struct{ mark, name string }{{"Edg", "Edge"}, {"Firefox", "Firefox"}, {"Chrome", "Chrome"}, {"Version", "Safari"}} {
		if m := regexp.MustCompile(b.mark + `[A-Za-z]*/(\d{1,4})\b`).FindStringSubmatch(header); m != nil {
			parts = append(parts, b.name+" "+m[1])
			break
		}
	}
	for _, s := range []struct{ mark, name string }{
		{"OpenHarmony", "HarmonyOS"}, {"Android", "Android"}, {"iPhone", "iPhone"}, {"iPad", "iPad"}, {"Windows", "Windows"}, {"Macintosh", "macOS"}, {"Linux", "Linux"},
	} {
		if strings.Contains(header, s.mark) {
			parts = append(parts, s.name)
			break
		}
	}
	return strings.Join(parts, ", ")
}
