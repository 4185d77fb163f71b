package consoleapi

import (
	"context"

	"diandao/internal/authz"
	"diandao/internal/org"
	"diandao/internal/person"
)

// PersonRef names a person. A minor's name is withheld: empty, with masked set.
type PersonRef struct {
	ID     string `json:"id"`
	Name   string `json:"name"`
	Number string `json:"number"`
	Masked bool   `json:"masked" doc:"The name is withheld: the person is under 18"`
}

// lookup names persons and units in one answer.
type lookup struct {
	names map[person.ID]Name
	units map[org.UnitID]org.Unit
}

func (d Deps) look(ctx context.Context, actor authz.Actor, ids []person.ID) (lookup, error) {
	names, err := d.Names.Persons(ctx, actor, ids)
	if err != nil {
		return lookup{}, err
	}
	units, err := d.units(ctx, actor)
	return lookup{names: names, units: units}, err
}

func (l lookup) person(id person.ID) PersonRef {
	n := l.names[id]
	return PersonRef{ID: string(id), Name: n.Name, Number: n.Number, Masked: n.IsMasked}
}

func (l lookup) station(id org.UnitID) UnitRef {
	return UnitRef{ID: string(id), Name: l.units[id].Name}
}
