//! Whether an entity says the same after an edit of its file: places do not count.

use super::{Entity, Link, Name, Role};

impl Entity {
    /// Equal but for spans and file: articles that link it need not be read again.
    pub fn says_the_same(&self, other: &Entity) -> bool {
        let Entity {
            id,
            kind,
            names,
            roles,
            part_of,
            makers,
            family,
            variant_of,
            replaced_by,
            former,
            same_as,
            category,
            released,
            founded,
            born,
            surname,
            org_kind,
            wikidata,
            description,
            note,
            source,
            file: _,
            span: _,
            id_span: _,
        } = other;
        (&self.id, &self.kind, &self.former, &self.same_as, &self.category, &self.released)
            == (id, kind, former, same_as, category, released)
            && (&self.founded, &self.born, &self.surname, &self.org_kind, &self.wikidata) == (founded, born, surname, org_kind, wikidata)
            && (&self.description, &self.note, &self.source) == (description, note, source)
            && equal(&self.names, names, |a, b| placeless_name(a) == placeless_name(b))
            && equal(&self.roles, roles, |a, b| placeless_role(a) == placeless_role(b))
            && equal(&self.part_of, part_of, same_link)
            && equal(&self.makers, makers, same_link)
            && equal(self.family.as_slice(), family.as_slice(), same_link)
            && equal(self.variant_of.as_slice(), variant_of.as_slice(), same_link)
            && equal(self.replaced_by.as_slice(), replaced_by.as_slice(), same_link)
    }
}

fn equal<T>(a: &[T], b: &[T], same: impl Fn(&T, &T) -> bool) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b))
}

fn placeless_name(n: &Name) -> impl PartialEq + '_ {
    (&n.text, &n.lang, n.rank, &n.from, &n.to, &n.when, &n.unless, &n.source)
}

fn placeless_role(r: &Role) -> impl PartialEq + '_ {
    (&r.title, &r.title_lang, &r.of, &r.from, &r.to, &r.source)
}

fn same_link(a: &Link, b: &Link) -> bool {
    (&a.id, &a.from, &a.to) == (&b.id, &b.from, &b.to)
}
