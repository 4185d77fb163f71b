package consoleapi

import (
	"diandao/internal/evidence"
)

// Paper is a file that came with a record.
type Paper struct {
	ID   string `json:"id"`
	URL  string `json:"url" doc:"A picture to show; anything else is answered as a download"`
	MIME string `json:"mime" enum:"image/jpeg,image/png,application/pdf"`
	Size int64  `json:"size" doc:"Bytes"`
}

func fromObject(o evidence.Object) Paper {
	return Paper{ID: string(o.ID), URL: *evidenceURL(string(o.ID)), MIME: o.MIME, Size: o.Size}
}

func samplePaper() Paper {
	return fromObject(evidence.Object{ID: evidence.ID(sampleID(17)), MIME: "image/jpeg", Size: 84_000})
}
