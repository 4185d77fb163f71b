//go:build !unix

package disk

import (
	"errors"
	"os"
)

// lock fails where files have no such locks; calls are not recorded there.
func lock(*os.File) error { return errors.ErrUnsupported }
