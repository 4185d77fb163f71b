package staff_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"diandao/internal/authz"
	"diandao/internal/org"
	"diandao/internal/staff"
)

// Nobody gives a role above their own, or one at a unit outside their scope: each role that may manage at all, with
// what it may give at its own district. All other roles may give nothing.
func TestMayManage_NoRoleAboveAndNoScopeOutside(t *testing.T) {
	t.Parallel()
	const district, station, other = org.Path("/9901/990101/"), org.Path("/9901/990101/990101001/"), org.Path("/9901/990102/")
	may := map[authz.Role]string{
		authz.Supervisor: "officer supervisor social_worker volunteer specialist",
		authz.Admin:      "officer supervisor social_worker volunteer specialist procurator admin",
	}
	for _, actor := range authz.StaffRoles() {
		for _, role := range authz.StaffRoles() {
			a := authz.Actor{Role: actor, ID: "a", Scope: district}
			isAllowed := strings.Contains(" "+may[actor]+" ", " "+string(role)+" ")
			for _, at := range []org.Path{district, station} {
				err := staff.MayManage(a, role, at)
				switch {
				case isAllowed:
					require.NoError(t, err, "%s gives %s", actor, role)
				case may[actor] == "":
					require.ErrorIs(t, err, authz.ErrForbidden, "%s gives %s", actor, role)
				default:
					require.ErrorIs(t, err, staff.ErrRole, "%s gives %s", actor, role)
				}
			}
			for _, at := range []org.Path{other, "/9901/", org.Root, ""} {
				require.Error(t, staff.MayManage(a, role, at), "%s gives %s at %s", actor, role, at)
			}
		}
	}
	require.NoError(t, staff.MayManage(authz.SystemActor(), authz.Admin, org.Root), "the first administrator")
}

func TestCheckPassword(t *testing.T) {
	t.Parallel()
	for password, want := range map[string]error{
		"short": staff.ErrPassword, strings.Repeat("长", 9): staff.ErrPassword, strings.Repeat("a", 129): staff.ErrPassword,
		"aaaaaaaaaaaa": staff.ErrPasswordCommon, "ababababab": staff.ErrPasswordCommon, "Password123": staff.ErrPasswordCommon, "1Q2W3E4R5T": staff.ErrPasswordCommon, "woaini1314520": staff.ErrPasswordCommon,
		"Chen.Xin-2026": staff.ErrPasswordCommon, "horse battery": nil, "今天天气真不错我们走": nil,
	} {
		err := staff.CheckPassword("chen.xin", password)
		if want == nil {
			require.NoError(t, err, password)
			continue
		}
		require.ErrorIs(t, err, want, password)
	}
	require.NoError(t, staff.CheckPassword("li", "a fine delight"), "two letters stand in many words")
}

func TestFirstPassword_IsReadableAndNeverTheSame(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for range 200 {
		p := staff.FirstPassword()
		require.Regexp(t, `^[a-hjkmnp-z2-9]{4}(-[a-hjkmnp-z2-9]{4}){2}$`, p)
		require.False(t, seen[p])
		seen[p] = true
	}
}

func TestMember_Validate(t *testing.T) {
	t.Parallel()
	sound := staff.Member{Username: "chen.xin", Name: "陈新", Role: authz.Officer}
	require.NoError(t, sound.Validate())
	for _, username := range []string{"", "a", "Chen", ".chen", "chen xin", "陈新", strings.Repeat("a", 65), "chen/xin"} {
		m := sound
		m.Username = username
		require.ErrorIs(t, m.Validate(), staff.ErrUsername, username)
	}
	for _, bend := range []func(*staff.Member){
		func(m *staff.Member) { m.Name = "" }, func(m *staff.Member) { m.Name = strings.Repeat("陈", 41) }, func(m *staff.Member) { m.Role = authz.Self }, func(m *staff.Member) { m.Sex = "other" },
	} {
		m := sound
		bend(&m)
		require.ErrorIs(t, m.Validate(), staff.ErrMember)
	}
}

func TestDescribeAgent(t *testing.T) {
	t.Parallel()
	for header, want := range map[string]string{
		"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0": "Edge 140, Windows",
		"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/156.0.0.0 Safari/537.36":                 "Chrome 156, Linux",
		"Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0":                                                        "Firefox 140, Linux",
		"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15":         "Safari 18, macOS",
		"Mozilla/5.0 (Linux; Android 13; V2055A) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Mobile Safari/537.36":          "Chrome 120, Android",
		"Go-http-client/1.1": "", "": "", "<script>Chrome/99999999</script>": "",
	} {
		require.Equal(t, want, staff.DescribeAgent(header), header)
	}
}
