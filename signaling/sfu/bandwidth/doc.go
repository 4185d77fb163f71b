// Package bandwidth tells how much a viewer's connection carries, and who of many gets how much of it. It is pure:
// it is told what was sent and what arrived, and knows no clock and no network.
//
// The estimate follows Google Congestion Control (draft-ietf-rmcat-gcc-02): packets are numbered over all streams of a
// connection, the receiver tells when each arrived (draft-holmer-rmcat-transport-wide-cc-extensions-01), and a
// queue that grows somewhere shows as arrivals that lag ever more behind sendings, long before packets are lost. Two
// things differ, since a server that forwards can't send what it likes: it begins with the most instead of the least,
// for most viewers sit in an office; and it goes up slowly without probes, for what it could send more is a picture
// that exists already.
package bandwidth
