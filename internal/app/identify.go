package app

import (
	"context"

	"diandao/signaling/identify"
)

// openIdentify starts what looks at the faces of called persons. Without an engine persons are asked all the same,
// and officers compare.
func (a *App) openIdentify() *identify.Node {
	node := identify.New(identify.Parts{
		Faces: a.services.identity, Records: a.services.rollcalls, Secret: a.services.secret, Clock: a.clock, Logger: a.log,
	})
	a.metrics.Gauge("diandao_rollcall_pictures_looked_at", "Key frames of called persons that were looked at.", func() float64 {
		looked, _ := node.Counts()
		return float64(looked)
	})
	a.metrics.Gauge("diandao_rollcall_pictures_left_out", "Key frames of called persons that nobody had time to look at.", func() float64 {
		_, leftOut := node.Counts()
		return float64(leftOut)
	})
	a.onClose("faces of called persons", func(context.Context) error {
		node.Close()
		return nil
	})
	return node
}
