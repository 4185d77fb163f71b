package loadtest

import (
	"context"
	"fmt"
	"os/exec"
	"strings"

	"diandao/internal/badlink"
)

// Namespace returns the words that, before a command, run it in a network namespace of its own whose loopback is as bad as
// link, by the kernel's netem (tc-netem(8)). It tells why when the kernel, the tools or the permission for that are
// missing.
func Namespace(ctx context.Context, link badlink.Link) (prefix []string, err error) {
	// A packet between bots and server crosses the loopback once, so that each way is as bad as the link.
	setup := fmt.Sprintf("ip link set lo up && tc qdisc add dev lo root netem limit 100000 delay %dms loss %g%% reorder %g%%",
		link.Delay.Milliseconds(), 100*link.Loss, 100*link.Reorder)
	out, err := exec.CommandContext(ctx, "unshare", "-n", "sh", "-ec", setup).CombinedOutput()
	if err != nil {
		return nil, fmt.Errorf("%w: %s", err, strings.TrimSpace(string(out)))
	}
	return []string{"unshare", "-n", "sh", "-ec", setup + ` && exec "$0" "$@"`}, nil
}

// PlayedTable prints what players would have made of each run.
func PlayedTable(all []Measured) string {
	var b strings.Builder
	for _, m := range all {
		for i, r := range m.Runs {
			p := r.Played
			fmt.Fprintf(&b, "%-6s run %d: %.1f %% of %d frames shown, longest freeze %v; %.1f %% of %d sounds heard, %d gaps of 100 ms or more, the longest %v; %d key frames asked, %d copies, not joined %d%s\n",
				m.Name, i+1, percent(p.Shown, p.Frames), p.Frames, round(p.Freeze), percent(p.Heard, p.Sounds), p.Sounds, p.Gaps, p.LongestGap, r.KeyFrames, r.Copies, r.Unjoined, invalid(r))
		}
		shown := medianOf(m, func(r Result) float64 { return percent(r.Played.Shown, r.Played.Frames) })
		verdict := "met"
		if shown < framesTarget {
			verdict = "MISSED"
		}
		fmt.Fprintf(&b, "%-6s frames shown, median: %.1f %% (≥ %d %%)  %s\n", m.Name, shown, framesTarget, verdict)
	}
	return b.String()
}

const framesTarget = 90 // percent

func percent(n, of int) float64 { return 100 * float64(n) / float64(max(1, of)) }
