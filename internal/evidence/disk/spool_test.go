package disk_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"diandao/internal/evidence"
	"diandao/internal/evidence/disk"
	"diandao/internal/id"
	"diandao/internal/person"
)

func head(p person.ID) evidence.SpoolHead {
	return evidence.SpoolHead{ID: id.New(), PersonID: p, SubjectID: "rc", CreatedAt: time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC)}
}

func read(t *testing.T, s evidence.Spool) []string {
	t.Helper()
	var out []string
	require.NoError(t, s.Read(func(b []byte) error {
		out = append(out, string(b))
		return nil
	}))
	return out
}

func TestSpool_WhatWasAppendedIsTakenOverSealed(t *testing.T) {
	t.Parallel()
	k := keys{}
	v, dir := vault(t, k)
	h := head("p")
	s, err := v.OpenSpool(t.Context(), h)
	require.NoError(t, err)
	for _, chunk := range []string{"a picture", "of nobody", ""} {
		require.NoError(t, s.Append([]byte(chunk)))
	}
	require.Equal(t, []string{"a picture", "of nobody", ""}, read(t, s))
	other, err := v.TakeAbandoned(t.Context())
	require.NoError(t, err)
	require.Nil(t, other, "it is held")

	name := filepath.Join(dir, "evidence", "spool", h.ID+".spool")
	raw, err := os.ReadFile(name)
	require.NoError(t, err)
	require.False(t, strings.Contains(string(raw), "picture") || strings.Contains(string(raw), "nobody"), "no plain byte on disk")

	require.NoError(t, s.Close()) // as the end of its process does
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_APPEND, 0)
	require.NoError(t, err)
	_, err = f.Write([]byte{0, 0, 1, 0, 9, 9})
	require.NoError(t, err)
	require.NoError(t, f.Close())

	again, err := disk.Open(filepath.Join(dir, "evidence"), filepath.Join(dir, "master.key"), k)
	require.NoError(t, err)
	defer again.Close()
	s, err = again.TakeAbandoned(t.Context())
	require.NoError(t, err)
	require.Equal(t, h, s.Head())
	require.Equal(t, []string{"a picture", "of nobody", ""}, read(t, s), "but for what was cut off")
	require.NoError(t, s.Remove())
	require.NoFileExists(t, name)
	s, err = again.TakeAbandoned(t.Context())
	require.NoError(t, err)
	require.Nil(t, s)
}

func TestSpool_AChangedChunkIsFound(t *testing.T) {
	t.Parallel()
	v, dir := vault(t, keys{})
	h := head("p")
	s, err := v.OpenSpool(t.Context(), h)
	require.NoError(t, err)
	require.NoError(t, s.Append([]byte("one")))
	require.NoError(t, s.Append([]byte("two")))
	name := filepath.Join(dir, "evidence", "spool", h.ID+".spool")
	raw, err := os.ReadFile(name)
	require.NoError(t, err)
	at := bytes.IndexByte(raw, '\n') + 1
	size := (len(raw) - at) / 2
	none := func([]byte) error { return nil }
	for what, bent := range map[string]string{
		"a bit":       string(raw[:len(raw)-1]) + string(raw[len(raw)-1]^1),
		"their order": string(raw[:at]) + string(raw[at+size:]) + string(raw[at:at+size]),
		"the first":   string(raw[:at]) + string(raw[at+size:]),
		"a size":      string(raw[:at]) + "\xff" + string(raw[at+1:]),
	} {
		require.NoError(t, os.WriteFile(name, []byte(bent), 0o600))
		require.ErrorIs(t, s.Read(none), evidence.ErrDamaged, what)
	}
	require.NoError(t, s.SetAside())
	require.FileExists(t, name+".damaged")
	s, err = v.TakeAbandoned(t.Context())
	require.NoError(t, err)
	require.Nil(t, s)
}

func TestSpool_WithoutTheKeyItGoes(t *testing.T) {
	t.Parallel()
	k := keys{}
	v, dir := vault(t, k)
	s, err := v.OpenSpool(t.Context(), head("p"))
	require.NoError(t, err)
	require.NoError(t, s.Append([]byte("one")))
	require.NoError(t, s.Close())
	delete(k, "p")
	s, err = v.TakeAbandoned(t.Context())
	require.NoError(t, err)
	require.Nil(t, s)
	files, err := os.ReadDir(filepath.Join(dir, "evidence", "spool"))
	require.NoError(t, err)
	require.Empty(t, files)
}
