package person

// Trait is what the persons of a group share, and by which lists are narrowed to the group that a figure counts.
type Trait struct {
	By    string // phone, network, age, sex or way
	Value string // a code, such as android_old
	Year  int    // of which ages are told
}

// AgeGroups lists the groups of ages, youngest first; ages are those that a person reaches in a year.
func AgeGroups() []AgeGroup {
	return []AgeGroup{{"under_18", 0, 17}, {"18_29", 18, 29}, {"30_44", 30, 44}, {"45_59", 45, 59}, {"60_up", 60, 200}}
}

// AgeGroup is the persons of some ages, in whole years, both included.
type AgeGroup struct {
	Code     string
	From, To int
}
