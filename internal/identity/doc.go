// Package identity says whether a picture shows the person it should, and whether somebody was there.
//
// Words: a Sight is what the engine saw on one picture; an Enrolment is the three to five pictures taken
// at the station by which a person is known; a Comparison sets a Sight beside an Enrolment; a Challenge is
// what the phone asks the person to do in front of the camera, and a Burst the few frames it took of it.
//
// What holds: nothing here rejects. The most that is said against anybody is "unlike" or "not seen", and
// that asks an officer to look; an engine that is absent, broken or of another model says "not checked",
// never "match" and never "unlike". Every finding names the frames or the picture it rests on. Rules are
// pure functions of what was seen; the engine stands behind Verifier.
package identity
