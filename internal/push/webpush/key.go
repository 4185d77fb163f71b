package webpush

import (
	"crypto/ecdh"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// vapidKey is a P-256 key pair, base64url.
type vapidKey struct{ private, public string }

// loadKey reads the key, making one when there is none. Of several servers that start at once on one
// folder the first one's key counts.
func loadKey(file string) (vapidKey, error) {
	text, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		if err := makeKey(file); err != nil {
			return vapidKey{}, err
		}
		text, err = os.ReadFile(file)
	}
	if err != nil {
		return vapidKey{}, err
	}
	private := strings.TrimSpace(string(text))
	raw, err := base64.RawURLEncoding.DecodeString(private)
	if err != nil {
		return vapidKey{}, fmt.Errorf("read %s: %w", filepath.Base(file), err)
	}
	key, err := ecdh.P256().NewPrivateKey(raw)
	if err != nil {
		return vapidKey{}, fmt.Errorf("read %s: %w", filepath.Base(file), err)
	}
	return vapidKey{private: private, public: base64.RawURLEncoding.EncodeToString(key.PublicKey().Bytes())}, nil
}

// makeKey writes a new key beside its place, makes it durable and links it, which never replaces another.
func makeKey(file string) error {
	key, err := ecdh.P256().GenerateKey(rand.Reader)
	if err != nil {
		return err
	}
	part, err := os.CreateTemp(filepath.Dir(file), filepath.Base(file)+".*.part") // mode 0600
	if err != nil {
		return err
	}
	defer os.Remove(part.Name())
	_, err = part.WriteString(base64.RawURLEncoding.EncodeToString(key.Bytes()) + "\n")
	if err := errors.Join(err, part.Sync(), part.Close()); err != nil {
		return err
	}
	if err := os.Link(part.Name(), file); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	return nil
}
