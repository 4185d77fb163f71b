// Package handbook turns the guide's Markdown into static HTML pages.
//
// A guide is a folder with a page for each role in each language (zh/officer.md, en/officer.md, …) and the
// pictures they show (pictures/zh/desk.webp, …). Invariants: both languages have the same pages; a page's first
// heading is its title; a link to another page names its Markdown file, which becomes the HTML one. Pages carry
// no script and load nothing from elsewhere, so that they open on a machine without any network.
package handbook
