package app

import (
	"fmt"

	"diandao/docs"
	"diandao/internal/handbook"
	"diandao/internal/httpapi"
	"diandao/web"
)

// registerDocuments serves the guide and the reference of the contracts.
func (a *App) registerDocuments(contracts map[string]*httpapi.API) error {
	guide, err := docs.Guide()
	if err != nil {
		return fmt.Errorf("guide: %w", err)
	}
	pages, err := handbook.Build(guide)
	if err != nil {
		return fmt.Errorf("build guide: %w", err)
	}
	reference, err := web.Reference()
	if err != nil {
		return fmt.Errorf("reference pages: %w", err)
	}
	d := httpapi.Documents{Guide: make(map[string]httpapi.Document, len(pages)), Home: "zh/index.html", Reference: reference, Contracts: contracts}
	for name, f := range pages {
		d.Guide[name] = httpapi.Document{Type: f.Type, Body: f.Body}
	}
	httpapi.RegisterDocuments(a.http, d)
	return nil
}
