package config_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"diandao/internal/config"
)

func TestLoad_DefaultsAreValidAndStayInTheDataFolder(t *testing.T) {
	t.Parallel()
	c, err := config.Load(nil)
	require.NoError(t, err)
	require.NoError(t, c.Validate())
	require.Equal(t, "sqlite:"+filepath.Join("data", "diandao.db"), c.Database.Reveal())
	require.Equal(t, "http://127.0.0.1:8080", c.PublicURL)
}

func TestLoad_UnknownSettingIsRefusedByName(t *testing.T) {
	t.Parallel()
	_, err := config.Load([]string{"DIANDAO_LISTENN=:80", "PATH=/bin"})
	require.ErrorContains(t, err, "DIANDAO_LISTENN")
}

func TestLoad_SecretFromFileIsNeverPrinted(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "secret")
	require.NoError(t, os.WriteFile(file, []byte("0123456789abcdef0123456789abcdef\n"), 0o600))
	c, err := config.Load([]string{"DIANDAO_TOKEN_SECRET_FILE=" + file})
	require.NoError(t, err)
	require.Equal(t, "0123456789abcdef0123456789abcdef", c.TokenSecret.Reveal())
	require.NotContains(t, c.String(), "0123456789abcdef")
	require.Contains(t, c.String(), "DIANDAO_TOKEN_SECRET=***")
}

func TestValidate_NamesEveryProblemAtOnce(t *testing.T) {
	t.Parallel()
	c, err := config.Load([]string{"DIANDAO_ROLE=boss", "DIANDAO_LISTEN=nowhere", "DIANDAO_TLS_MODE=files", "DIANDAO_TOKEN_SECRET=short"})
	require.NoError(t, err)
	err = c.Validate()
	for _, word := range []string{"ROLE", "LISTEN", "TLS_CERT_FILE", "TOKEN_SECRET"} {
		require.ErrorContains(t, err, word)
	}
}

func TestMarkdown_DescribesEverySetting(t *testing.T) {
	t.Parallel()
	for _, e := range config.Entries(config.Config{}) {
		require.NotEmpty(t, e.Doc, e.Name)
		require.Contains(t, config.Markdown(), e.Name)
	}
}

func TestValidate_WhereNodesAreReached(t *testing.T) {
	t.Parallel()
	for value, ok := range map[string]bool{
		"DIANDAO_SIGNAL_URL=wss://node-1.example.org/signal": true, "DIANDAO_SIGNAL_URL=https://node-1.example.org": false, "DIANDAO_SIGNAL_URL=wss:///signal": false,
		"DIANDAO_SIGNAL_ORIGINS=wss://*.example.org,ws://10.0.0.1:8080": true, "DIANDAO_SIGNAL_ORIGINS=wss://a; script-src *": false, "DIANDAO_SIGNAL_ORIGINS=*": false,
		"DIANDAO_SIGNAL_GRACE=2m": true, "DIANDAO_SIGNAL_GRACE=-1s": false,
	} {
		c, err := config.Load([]string{value})
		require.NoError(t, err, value)
		require.Equal(t, ok, c.Validate() == nil, value)
	}
}

func TestMap(t *testing.T) {
	t.Parallel()
	const whose = "DIANDAO_MAP_ATTRIBUTION=示例地图"
	for tiles, origin := range map[string]string{
		"https://tiles.example.org/{z}/{x}/{y}.png": "https://tiles.example.org", "http://127.0.0.1:9000/wmts?TileMatrix={z}&TileCol={x}&TileRow={y}": "http://127.0.0.1:9000",
		"tiles/{z}/{x}/{y}": "", "https://tiles.example.org/{z}/{x}.png": "", "https://{z}.example.org/{x}/{y}": "", "https://a.example.org; script-src */{z}/{x}/{y}": "", "ftp://a.example.org/{z}/{x}/{y}": "",
	} {
		c, err := config.Load([]string{"DIANDAO_MAP_TILES=" + tiles, whose, "DIANDAO_MAP_DATUM=gcj02"})
		require.NoError(t, err)
		if origin == "" {
			require.ErrorContains(t, c.Validate(), "MAP_TILES", tiles)
			continue
		}
		require.NoError(t, c.Validate(), tiles)
		require.Equal(t, origin, c.Map.Origin())
	}
	for _, bad := range []string{"DIANDAO_MAP_DATUM=bd09", "DIANDAO_MAP_TILES=https://tiles.example.org/{z}/{x}/{y}.png"} {
		c, err := config.Load([]string{bad})
		require.NoError(t, err)
		require.ErrorContains(t, c.Validate(), "MAP_", bad)
	}
}
