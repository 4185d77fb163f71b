// Package identify finds out who is before the camera of a called phone, and whether they are there: it asks for
// something that could not be known before, takes a few key frames while it is done, has them looked at, and
// records what was seen for the officer, who decides.
//
// Terms: a challenge is what one person is asked to do during one call, drawn from the deployment's secret, the
// roll call, the person and the number of the attempt; a desk is the memory of one running roll call; a shot is a
// key frame of a challenge; a sign is what a desk knows of a seat beside its picture: camera, network, device.
//
// Invariants: whatever is found is a finding with its evidence and marks nobody; what was not looked at is told as
// such and never passes. Shots are looked at by a pool of one worker a core with a bounded queue: what it cannot
// take is left out and counted, so that faces never cost the media its time. A person is filmed by one challenge
// at a time, at most MaxShots of them and not faster than MinGap. Whoever shows who they are without the face is
// asked for digits alone, and no picture is taken. Embeddings and addresses stay in memory, the latter as salted
// hashes, and end with the desk.
package identify
