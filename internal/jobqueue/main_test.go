package jobqueue_test

import (
	"testing"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) {
	// The test's PostgreSQL server lives as long as the process, and so does the thread that started it.
	goleak.VerifyTestMain(m, goleak.IgnoreAnyFunction("diandao/internal/store/storetest.keepThread"))
}
