package loadtest

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"errors"
	"net/netip"
	"regexp"
	"strconv"
	"sync"
	"time"

	"github.com/pion/interceptor"
	"github.com/pion/webrtc/v4"

	"diandao/internal/badlink"
	"diandao/signaling/protocol"
	"diandao/signaling/signalingtest"
)

// crowd is what all bots of a process share.
type crowd struct {
	base    time.Time
	ctl     *control
	api     *webrtc.API
	cert    webrtc.Certificate // one for all, as making them is no work of the server's
	films   map[kind]*film
	pacer   *pacer
	relay   *badlink.Relay // nil on a good network
	url     string         // of the websocket of a whole server, "" when there is none
	people  []string       // of a whole server, by number
	pace    sync.WaitGroup
	ctx     context.Context // of the run; ends everything that the crowd started
	stop    context.CancelFunc
	options BotOptions
}

// BotOptions say how bots behave.
type BotOptions struct {
	Layers  int  `json:"layers"`  // 1 or 2
	Low     bool `json:"low"`     // the one layer is the low one
	Browser bool `json:"browser"` // NACK, RTX, reports and transport-wide feedback as browsers do
}

func newCrowd(ctx context.Context, ctl *control, o BotOptions) (*crowd, error) {
	c := &crowd{base: time.Now(), ctl: ctl, films: map[kind]*film{}, options: o}
	for _, k := range []kind{small, large} {
		f, err := loadFilm(k)
		if err != nil {
			return nil, err
		}
		c.films[k] = f
	}
	engine, err := newEngine(o.Browser)
	if err != nil {
		return nil, err
	}
	registry := &interceptor.Registry{}
	if o.Browser {
		if err := errors.Join(webrtc.RegisterDefaultInterceptors(engine, registry), webrtc.ConfigureTWCCHeaderExtensionSender(engine, registry)); err != nil {
			return nil, err
		}
	}
	roomy, err := newRoomyNet()
	if err != nil {
		return nil, err
	}
	settings := loopbackSettings()
	settings.SetNet(roomy)
	c.api = webrtc.NewAPI(webrtc.WithMediaEngine(engine), webrtc.WithSettingEngine(settings), webrtc.WithInterceptorRegistry(registry))
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, err
	}
	cert, err := webrtc.GenerateCertificate(key)
	if err != nil {
		return nil, err
	}
	c.cert, c.pacer = *cert, newPacer(c.base)
	c.ctx, c.stop = context.WithCancel(ctx)
	c.pace.Go(func() { c.pacer.run(c.ctx) })
	return c, nil
}

// film is what a layer shows.
func (c *crowd) film(k kind) *film {
	if k == large && c.options.Low && c.options.Layers == 1 {
		return c.films[small]
	}
	return c.films[k]
}

func (c *crowd) now() time.Duration { return time.Since(c.base) }

// Close ends the pacer; clients are closed by who made them.
func (c *crowd) Close() error {
	c.stop()
	c.pace.Wait()
	return nil
}

// through puts the relay's address in place of the server's in each UDP candidate of a text.
func (c *crowd) through(text string) string {
	if c.relay == nil {
		return text
	}
	candidate := regexp.MustCompile(`(?i)(candidate:\S+ \d+ udp \d+) (\S+) (\d+) typ`)
	return candidate.ReplaceAllStringFunc(text, func(found string) string {
		part := candidate.FindStringSubmatch(found)
		server, err := netip.ParseAddrPort(part[2] + ":" + part[3])
		if err != nil {
			return found
		}
		front, err := c.relay.Front(server)
		if err != nil {
			return found
		}
		return part[1] + " " + front.Addr().String() + " " + strconv.Itoa(int(front.Port())) + " typ"
	})
}

// client is the connection of a bot.
type client struct {
	crowd *crowd
	id    string
	pc    *webrtc.PeerConnection
	wait  sync.WaitGroup

	// With a whole server.
	number  int
	officer bool
	bot     *signalingtest.Bot
	gone    chan struct{} // closed by hangup
	wish    func(protocol.MediaWish)

	connected chan struct{} // closed
	failed    chan struct{} // closed
	once      sync.Once
	onceFail  sync.Once

	mu    sync.Mutex
	early []webrtc.ICECandidateInit
	ready bool
}

// newClient opens the bot's peer at the server.
func (c *crowd) newClient(ctx context.Context, id string, number int, isOfficer bool) (*client, error) {
	b := &client{crowd: c, id: id, number: number, officer: isOfficer, connected: make(chan struct{}), failed: make(chan struct{}), gone: make(chan struct{})}
	pc, err := c.api.NewPeerConnection(webrtc.Configuration{Certificates: []webrtc.Certificate{c.cert}})
	if err != nil {
		return nil, err
	}
	b.pc = pc
	pc.OnConnectionStateChange(func(s webrtc.PeerConnectionState) {
		switch s {
		case webrtc.PeerConnectionStateConnected:
			b.once.Do(func() { close(b.connected) })
		case webrtc.PeerConnectionStateFailed:
			b.onceFail.Do(func() { close(b.failed) })
		default:
		}
	})
	if c.url != "" {
		return b, nil
	}
	pc.OnICECandidate(func(i *webrtc.ICECandidate) {
		if i != nil && c.relay == nil { // behind a relay, the server shall not find the way around it
			j := i.ToJSON()
			c.ctl.say(ask{Op: opCandidate, Peer: id, Candidate: &j})
		}
	})
	c.ctl.listen(id, b.take)
	if _, err := c.ctl.do(ctx, ask{Op: opOpen, Peer: id, Officer: isOfficer}); err != nil {
		return nil, errors.Join(err, pc.Close())
	}
	return b, nil
}

// take gives the server's candidates to Pion, once it knows the answer.
func (b *client) take(i webrtc.ICECandidateInit) {
	i.Candidate = b.crowd.through(i.Candidate)
	b.mu.Lock()
	defer b.mu.Unlock()
	if !b.ready {
		b.early = append(b.early, i)
		return
	}
	_ = b.pc.AddICECandidate(i) // one too late is no loss
}

// negotiate offers and takes the answer.
func (b *client) negotiate(ctx context.Context) error {
	if b.crowd.url != "" {
		return b.signal(ctx)
	}
	offer, err := b.pc.CreateOffer(nil)
	if err != nil {
		return err
	}
	if err := b.pc.SetLocalDescription(offer); err != nil {
		return err
	}
	r, err := b.crowd.ctl.do(ctx, ask{Op: opOffer, Peer: b.id, SDP: offer.SDP})
	if err != nil {
		return err
	}
	if err := b.pc.SetRemoteDescription(webrtc.SessionDescription{Type: webrtc.SDPTypeAnswer, SDP: b.crowd.through(r.SDP)}); err != nil {
		return err
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.ready = true
	for _, i := range b.early {
		if err := b.pc.AddICECandidate(i); err != nil {
			return err
		}
	}
	return nil
}

var errFailed = errors.New("the connection failed")

// online waits until media can flow.
func (b *client) online(ctx context.Context) error {
	select {
	case <-b.connected:
		return nil
	case <-b.failed:
		return errFailed
	case <-ctx.Done():
		return ctx.Err()
	}
}

// hangup ends the connection here; the server is not told. It is called once.
func (b *client) hangup() error {
	close(b.gone)
	if b.bot != nil {
		_ = b.bot.Hangup() // the connection ends one way or the other
	}
	err := b.pc.Close()
	b.wait.Wait()
	return err
}
