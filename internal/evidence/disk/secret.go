package disk

import "fmt"

// secretLabel keeps what is sealed by SealSecret apart from persons' keys, which the same key wraps.
func secretLabel(label string) []byte { return []byte("secret\n" + label) }

// SealSecret seals a short secret of the deployment's with the master key. It opens under the same label only.
func (v *Vault) SealSecret(label string, plain []byte) []byte {
	return seal(v.master, plain, secretLabel(label))
}

// OpenSecret opens what SealSecret has sealed.
func (v *Vault) OpenSecret(label string, sealed []byte) ([]byte, error) {
	plain, err := open(v.master, sealed, secretLabel(label))
	if err != nil {
		return nil, fmt.Errorf("open secret: %w", err)
	}
	return plain, nil
}
