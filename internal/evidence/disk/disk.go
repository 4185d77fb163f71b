// Package disk keeps sealed pictures as files in a folder.
//
// A blob is one version byte (1), a nonce of 12 bytes, and AES-256-GCM ciphertext with its tag; the
// additional data is "<object id>\n<person id>", so that a blob can't be put in another's place. The key
// is the person's own, random, wrapped by the deployment's master key in the same way with the person id
// as additional data: destroying the wrapped key destroys the pictures. Files are written beside their
// place, made durable, then renamed; what a crash leaves behind ends in ".part" and is never read.
package disk

import (
	"context"
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"diandao/internal/evidence"
	"diandao/internal/id"
	"diandao/internal/person"
)

const (
	version  = 1
	keySize  = 32
	overhead = 1 + 12 + 16 // version, nonce, tag
)

// Vault seals pictures into a folder.
type Vault struct {
	root   *os.Root
	master cipher.AEAD
	keys   evidence.KeyStore
}

var _ evidence.Vault = (*Vault)(nil)

// Open opens the folder, making it and the master key file (mode 0600) if they do not exist. The key
// file must be kept apart from the folder's backup.
func Open(dir, masterKeyFile string, keys evidence.KeyStore) (*Vault, error) {
	master, err := loadMaster(masterKeyFile)
	if err != nil {
		return nil, fmt.Errorf("master key: %w", err)
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("make evidence folder: %w", err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("open evidence folder: %w", err)
	}
	return &Vault{root: root, master: master, keys: keys}, nil
}

// Close releases the folder.
func (v *Vault) Close() error { return v.root.Close() }

func loadMaster(file string) (cipher.AEAD, error) {
	key, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		if err := makeMaster(file); err != nil {
			return nil, err
		}
		key, err = os.ReadFile(file)
	}
	if err != nil {
		return nil, err
	}
	return newAEAD(key)
}

// makeMaster writes a new key beside its place, makes it durable and links it, which never replaces
// another: of several servers that start at once on one folder the first one's key counts.
func makeMaster(file string) error {
	part, err := os.CreateTemp(filepath.Dir(file), filepath.Base(file)+".*.part") // mode 0600
	if err != nil {
		return err
	}
	defer os.Remove(part.Name())
	_, err = part.Write(random(keySize))
	if err := errors.Join(err, part.Sync(), part.Close()); err != nil {
		return err
	}
	if err := os.Link(part.Name(), file); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	folder, err := os.Open(filepath.Dir(file))
	if err != nil {
		return err
	}
	return errors.Join(folder.Sync(), folder.Close())
}

func random(n int) []byte {
	b := make([]byte, n)
	rand.Read(b)
	return b
}

func newAEAD(key []byte) (cipher.AEAD, error) {
	if len(key) != keySize {
		return nil, fmt.Errorf("a key has %d bytes, not %d", keySize, len(key))
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	return cipher.NewGCM(block)
}

func seal(a cipher.AEAD, plain, additional []byte) []byte {
	nonce := random(a.NonceSize())
	out := append([]byte{version}, nonce...)
	return a.Seal(out, nonce, plain, additional)
}

var errSealed = errors.New("not a sealed blob")

func open(a cipher.AEAD, blob, additional []byte) ([]byte, error) {
	if len(blob) < 1+a.NonceSize()+a.Overhead() || blob[0] != version {
		return nil, errSealed
	}
	nonce, text := blob[1:1+a.NonceSize()], blob[1+a.NonceSize():]
	return a.Open(nil, nonce, text, additional)
}

// Put seals data and makes it durable.
func (v *Vault) Put(ctx context.Context, in evidence.Input) (evidence.Object, error) {
	key, err := v.personKey(ctx, in.PersonID, true)
	if err != nil {
		return evidence.Object{}, err
	}
	sum := sha256.Sum256(in.Data)
	o := evidence.Object{
		ID: evidence.ID(id.New()), PersonID: in.PersonID, Path: in.Path, Kind: in.Kind, MIME: in.MIME,
		Size: int64(len(in.Data)), SHA256: hex.EncodeToString(sum[:]), CreatedAt: in.CreatedAt, SubjectID: in.SubjectID,
	}
	if err := v.write(place(o.ID), seal(key, in.Data, additional(o))); err != nil {
		return evidence.Object{}, fmt.Errorf("write evidence: %w", err)
	}
	return o, nil
}

func additional(o evidence.Object) []byte { return []byte(string(o.ID) + "\n" + string(o.PersonID)) }

// place spreads files over folders by the last, random, characters of their id.
func place(oid evidence.ID) string {
	s := string(oid)
	return filepath.Join(s[len(s)-2:], s+sealedSuffix)
}

func (v *Vault) write(name string, blob []byte) error {
	dir := filepath.Dir(name)
	switch err := v.root.Mkdir(dir, 0o700); {
	case errors.Is(err, fs.ErrExist):
	case err != nil:
		return err
	default:
		if err := v.syncDir("."); err != nil {
			return err
		}
	}
	part := name + partSuffix
	f, err := v.root.OpenFile(part, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(blob)
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		return errors.Join(err, v.root.Remove(part))
	}
	if err := v.root.Rename(part, name); err != nil {
		return err
	}
	return v.syncDir(dir)
}

// syncDir makes what was made or renamed in dir durable.
func (v *Vault) syncDir(dir string) error {
	d, err := v.root.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

// Open returns the bytes in the clear. It returns evidence.ErrNotFound when the file or the person's key
// is gone, and evidence.ErrDamaged when it is not what was sealed.
func (v *Vault) Open(ctx context.Context, o evidence.Object) ([]byte, error) {
	if !id.Valid(string(o.ID)) {
		return nil, evidence.ErrNotFound
	}
	blob, err := v.read(o)
	if err != nil {
		return nil, err
	}
	key, err := v.personKey(ctx, o.PersonID, false)
	if err != nil {
		return nil, err
	}
	data, err := open(key, blob, additional(o))
	if err != nil {
		return nil, evidence.ErrDamaged.With(err)
	}
	if sum := sha256.Sum256(data); hex.EncodeToString(sum[:]) != o.SHA256 {
		return nil, evidence.ErrDamaged
	}
	return data, nil
}

// read returns the file's bytes, if they are as many as they should be.
func (v *Vault) read(o evidence.Object) ([]byte, error) {
	name := place(o.ID)
	info, err := v.root.Stat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, evidence.ErrNotFound.With(err)
	case err != nil:
		return nil, fmt.Errorf("read evidence: %w", err)
	case info.Size() != o.Size+overhead:
		return nil, evidence.ErrDamaged.With(fmt.Errorf("%d bytes instead of %d", info.Size(), o.Size+overhead))
	}
	blob, err := v.root.ReadFile(name)
	if err != nil {
		return nil, fmt.Errorf("read evidence: %w", err)
	}
	return blob, nil
}

// personKey unwraps the person's key, making one if there is none and that is wanted.
func (v *Vault) personKey(ctx context.Context, p person.ID, wanted bool) (cipher.AEAD, error) {
	var candidate []byte
	if wanted {
		candidate = seal(v.master, random(keySize), []byte(p))
	}
	wrapped, err := v.keys.PersonKey(ctx, p, candidate)
	if err != nil {
		return nil, fmt.Errorf("key of person: %w", err)
	}
	key, err := open(v.master, wrapped, []byte(p))
	if err != nil {
		return nil, evidence.ErrDamaged.With(fmt.Errorf("unwrap key: %w", err))
	}
	return newAEAD(key)
}
