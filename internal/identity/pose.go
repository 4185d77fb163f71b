package identity

import "math"

// Pose is how a head is held. The figures come from the landmarks of one picture, so they are exact enough
// to tell which way a head moved, not to measure it.
type Pose struct {
	Yaw   float64 // degrees; positive: the person has turned to their own left, which is right on the picture
	Pitch float64 // degrees; positive: looking down. The zero differs from face to face: compare, don't measure
	Roll  float64 // degrees; positive: tilted clockwise on the picture
}

// Eyes are the centres of the left and of the right eye on the picture.
func (l *Landmarks) Eyes() (left, right Point) { return l.centre(36, 42), l.centre(42, 48) }

// FivePoints are the places by which faces are aligned: eyes, tip of the nose, corners of the mouth.
func (l *Landmarks) FivePoints() [5]Point {
	left, right := l.Eyes()
	return [5]Point{left, right, l[30], l[48], l[54]}
}

// centre is the mean of the points [from, to).
func (l *Landmarks) centre(from, to int) Point {
	var c Point
	for _, p := range l[from:to] {
		c.X += p.X
		c.Y += p.Y
	}
	n := float64(to - from)
	return Point{c.X / n, c.Y / n}
}

// depth is how far the tip of the nose stands before the plane of the eyes and the mouth, in distances
// between the eyes: about 0.6 on an adult.
const depth = 0.6

// neutral is where the tip of the nose lies between eyes (0) and mouth (1) on a head held straight.
const neutral = 0.58

// PoseOf reads the pose from landmarks: the nose's tip moves against the eyes and the mouth as the head
// turns, by the sine of the angle.
func PoseOf(l *Landmarks) Pose {
	left, right := l.Eyes()
	mouth := Point{(l[48].X + l[54].X) / 2, (l[48].Y + l[54].Y) / 2}
	roll := math.Atan2(right.Y-left.Y, right.X-left.X)
	between := math.Hypot(right.X-left.X, right.Y-left.Y)
	if between == 0 {
		return Pose{}
	}
	// in the head's own axes, from the middle between the eyes
	middle := Point{(left.X + right.X) / 2, (left.Y + right.Y) / 2}
	axes := func(p Point) Point {
		x, y := p.X-middle.X, p.Y-middle.Y
		return Point{x*math.Cos(roll) + y*math.Sin(roll), -x*math.Sin(roll) + y*math.Cos(roll)}
	}
	nose, chin := axes(l[30]), axes(mouth)
	long := math.Max(chin.Y, between/2) // eyes to mouth, which a turn leaves as it is
	// the eyes come together as the head turns, so the length of the face is the better measure
	sideways := (nose.X - chin.X*nose.Y/long) / long
	upright := nose.Y/long - neutral
	return Pose{Yaw: degrees(asin(sideways / depth)), Pitch: degrees(asin(upright / depth)), Roll: degrees(roll)}
}

// EyesOpenOf is the height of the eyes' opening by their width, the mean of both eyes.
func EyesOpenOf(l *Landmarks) float64 { return (l.opening(36) + l.opening(42)) / 2 }

func (l *Landmarks) opening(first int) float64 {
	p := l[first : first+6]
	width := distance(p[0], p[3])
	if width == 0 {
		return 0
	}
	return (distance(p[1], p[5]) + distance(p[2], p[4])) / (2 * width)
}

func distance(a, b Point) float64 { return math.Hypot(a.X-b.X, a.Y-b.Y) }

func asin(x float64) float64 { return math.Asin(math.Max(-1, math.Min(1, x))) }

func degrees(rad float64) float64 { return rad * 180 / math.Pi }
