package disk

import (
	"bufio"
	"bytes"
	"context"
	"crypto/cipher"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"

	"diandao/internal/evidence"
	"diandao/internal/id"
)

var _ evidence.Spools = (*Vault)(nil)

const (
	spoolDir      = "spool"
	spoolSuffix   = ".spool"
	damagedSuffix = ".damaged"
	maxHead       = 4096
)

// spool is a file: its head in JSON on one line, in the clear, then chunks. Each is its sealed length (four
// bytes, big endian) and what seal makes of it; the additional data is the head's line and the chunk's number,
// so that none can be moved, left out in the middle, or put into another file. Who holds it holds a lock on the
// open file, which ends with the process.
type spool struct {
	vault  *Vault
	file   *os.File
	name   string
	head   evidence.SpoolHead
	line   []byte
	key    cipher.AEAD
	chunks int
	once   sync.Once
	closed error
}

// OpenSpool begins a spool.
func (v *Vault) OpenSpool(ctx context.Context, head evidence.SpoolHead) (evidence.Spool, error) {
	if !id.Valid(head.ID) {
		return nil, fmt.Errorf("spool: %q is no id", head.ID)
	}
	key, err := v.personKey(ctx, head.PersonID, true)
	if err != nil {
		return nil, err
	}
	line, err := json.Marshal(head)
	if err != nil {
		return nil, fmt.Errorf("head of spool: %w", err)
	}
	if err := v.root.Mkdir(spoolDir, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return nil, fmt.Errorf("make spool folder: %w", err)
	}
	s := &spool{vault: v, name: filepath.Join(spoolDir, head.ID+spoolSuffix), head: head, line: append(line, '\n'), key: key}
	if err := s.make(); err != nil {
		return nil, fmt.Errorf("make spool: %w", err)
	}
	return s, nil
}

// make writes the head beside its place, and puts the file there once it is locked.
func (s *spool) make() error {
	part := s.name + partSuffix
	f, err := s.vault.root.OpenFile(part, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	s.file = f
	err = lock(f)
	if err == nil {
		_, err = f.Write(s.line)
	}
	if err == nil {
		err = s.vault.root.Rename(part, s.name)
	}
	if err != nil {
		return errors.Join(err, f.Close(), s.vault.root.Remove(part))
	}
	return s.vault.syncDir(spoolDir)
}

func (s *spool) Head() evidence.SpoolHead { return s.head }

func (s *spool) additional(n int) []byte { return strconv.AppendInt(bytes.Clone(s.line), int64(n), 10) }

// Append seals a chunk and makes it durable.
func (s *spool) Append(chunk []byte) error {
	if len(chunk) > evidence.MaxChunk {
		return fmt.Errorf("spool: a chunk of %d bytes", len(chunk))
	}
	sealed := seal(s.key, chunk, s.additional(s.chunks))
	_, err := s.file.Write(append(binary.BigEndian.AppendUint32(nil, uint32(len(sealed))), sealed...))
	if err == nil {
		err = s.file.Sync()
	}
	if err != nil {
		return fmt.Errorf("append to spool: %w", err)
	}
	s.chunks++
	return nil
}

// Read hands the chunks to fn, in their order.
func (s *spool) Read(fn func([]byte) error) error {
	if _, err := s.file.Seek(int64(len(s.line)), io.SeekStart); err != nil {
		return fmt.Errorf("read spool: %w", err)
	}
	r := bufio.NewReader(s.file)
	for n := 0; ; n++ {
		sealed, err := nextChunk(r)
		if err != nil {
			return err
		}
		if sealed == nil {
			return nil
		}
		chunk, err := open(s.key, sealed, s.additional(n))
		if err != nil {
			return evidence.ErrDamaged.With(fmt.Errorf("chunk %d of spool: %w", n, err))
		}
		if err := fn(chunk); err != nil {
			return err
		}
	}
}

// nextChunk returns nil at the end, whole or not.
func nextChunk(r io.Reader) ([]byte, error) {
	var size [4]byte
	if _, err := io.ReadFull(r, size[:]); err != nil {
		return nil, atEnd(err)
	}
	n := binary.BigEndian.Uint32(size[:])
	if n > evidence.MaxChunk+overhead {
		return nil, evidence.ErrDamaged.With(fmt.Errorf("a chunk of %d bytes", n))
	}
	sealed := make([]byte, n)
	if _, err := io.ReadFull(r, sealed); err != nil {
		return nil, atEnd(err)
	}
	return sealed, nil
}

func atEnd(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return nil
	}
	return fmt.Errorf("read spool: %w", err)
}

// SetAside renames the spool, so that nobody takes it over.
func (s *spool) SetAside() error {
	return errors.Join(s.vault.root.Rename(s.name, s.name+damagedSuffix), s.Close())
}

// Remove takes the spool away. Removing what is gone is a no-op.
func (s *spool) Remove() error {
	return errors.Join(s.vault.remove(s.name), s.Close())
}

// Close lets go of the spool. Closing twice is harmless.
func (s *spool) Close() error {
	s.once.Do(func() { s.closed = s.file.Close() })
	return s.closed
}

// TakeAbandoned takes over a spool that nobody holds.
func (v *Vault) TakeAbandoned(ctx context.Context) (evidence.Spool, error) {
	dir, err := v.root.Open(spoolDir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("open spool folder: %w", err)
	}
	defer dir.Close()
	names, err := dir.Readdirnames(-1)
	if err != nil {
		return nil, fmt.Errorf("read spool folder: %w", err)
	}
	for _, name := range names {
		if !strings.HasSuffix(name, spoolSuffix) {
			continue
		}
		s, err := v.takeOver(ctx, filepath.Join(spoolDir, name))
		if err != nil || s != nil {
			return s, err
		}
	}
	return nil, nil
}

// takeOver returns nil for a spool that is held, or gone, or that nobody can read any more.
func (v *Vault) takeOver(ctx context.Context, name string) (evidence.Spool, error) {
	f, err := v.root.OpenFile(name, os.O_RDWR, 0)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("open spool: %w", err)
	}
	s := &spool{vault: v, name: name, file: f}
	if err := lock(f); err != nil {
		return nil, f.Close() // somebody works on it
	}
	if _, err := v.root.Stat(name); err != nil {
		return nil, f.Close() // who held it has just removed it
	}
	if err := s.readHead(); err != nil {
		return nil, s.SetAside()
	}
	s.key, err = v.personKey(ctx, s.head.PersonID, false)
	switch {
	case errors.Is(err, evidence.ErrNotFound):
		return nil, s.Remove()
	case err != nil:
		return nil, errors.Join(err, f.Close())
	}
	return s, nil
}

func (s *spool) readHead() error {
	line, err := bufio.NewReader(io.LimitReader(s.file, maxHead)).ReadBytes('\n')
	if err != nil {
		return evidence.ErrDamaged.With(fmt.Errorf("head of spool: %w", err))
	}
	s.line = line
	if err := json.Unmarshal(line, &s.head); err != nil {
		return evidence.ErrDamaged.With(fmt.Errorf("head of spool: %w", err))
	}
	return nil
}
