//! Fields: known at their place and to the target version, each once, of the right type and value.

use rustc_hash::FxHashMap;

use super::gated::is_dropped;
use super::{merges, required, types};
use crate::finding::{Finding, Fix};
use crate::pod::Map;
use crate::schema::{Field, Ty, Type};
use crate::syntax::{Entry, Kind, Node, Scalar};
use crate::text::Edit;
use crate::validate::Cx;
use crate::validate::placeholder::{is_directive, is_placeholder};
use crate::validate::reshape;

/// No manifest is deeper.
const MAX_UNKNOWN_DEPTH: usize = 32;

/// Mappings longer than this are searched for equal keys by hashing.
const FEW: usize = 16;

/// Walks an object along its type.
pub(super) struct Walk<'c, 'a> {
    pub(super) cx: &'c mut Cx<'a>,
    /// The types around the one at hand, outermost first.
    around: Vec<&'static Type>,
    /// The apiVersion is current, so missing fields can be told.
    current: bool,
    /// The mapping to come is an item of a list, so that the key above is not its own.
    is_item: bool,
    /// Inside a status, or a field that the server drops: names and types count, values do not.
    reported: bool,
}

impl<'c, 'a> Walk<'c, 'a> {
    pub(super) fn new(cx: &'c mut Cx<'a>, current: bool) -> Self {
        Self { cx, around: Vec::new(), current, is_item: false, reported: false }
    }

    /// Judges the root of an object.
    pub(super) fn object(&mut self, map: Map<'_>, ty: &'static Type) {
        self.mapping(map, ty, None);
    }

    /// Judges a mapping with known keys; `owner` is the key it is the value of.
    fn mapping(&mut self, map: Map<'_>, ty: &'static Type, owner: Option<Node<'_>>) {
        let owner = owner.filter(|_| !std::mem::take(&mut self.is_item));
        // One bit for each field of the type; no type has more.
        let mut seen = 0_u64;
        let mut repeated = false;
        for field in map.fields() {
            let key = field.key;
            if !key.kind().is_scalar() {
                continue;
            }
            match ty.field_index(field.name, self.cx.minor).and_then(|index| Some((index, ty.fields.get(index)?))) {
                Some((index, known)) => {
                    let bit = 1_u64.checked_shl(index as u32).unwrap_or_default();
                    repeated |= seen & bit != 0;
                    seen |= bit;
                    self.field(field.written, field.value, key, known, ty);
                }
                None if is_directive(field.name) => self.cx.is_patch = true,
                None => {
                    // Whether an unknown key stands twice is seen by name.
                    repeated = true;
                    let finding = self.unknown(map, key, field.value, ty);
                    self.cx.push(finding);
                    self.duplicates_below(field.written, 0);
                }
            }
        }
        if repeated || map.merges() {
            self.duplicates(map);
        }
        if self.current && !self.reported && !self.cx.is_patch && !map.is_damaged() {
            required::check(self.cx, map, ty, seen, owner, self.around.is_empty());
        }
    }

    fn field(&mut self, written: Node<'_>, value: Node<'_>, key: Node<'_>, field: &'static Field, ty: &'static Type) {
        let outer = self.reported;
        self.reported = outer || field.is_reported() || is_dropped(ty.name, field.name, self.cx.minor);
        self.around.push(ty);
        self.value(written, value, key, field.ty, Some(field));
        self.around.pop();
        self.reported = outer;
    }

    /// Judges a value of type `ty`; `key` is the key it stands under, itself or as one of many.
    fn value(&mut self, written: Node<'_>, value: Node<'_>, key: Node<'_>, ty: Ty, field: Option<&'static Field>) {
        if !self.cx.may_visit(written) || matches!(value.kind(), Kind::Broken | Kind::Alias) {
            return;
        }
        if value.scalar() == Some(Scalar::Null) {
            return;
        }
        if is_placeholder(value) {
            if !self.takes_text(value, ty, field) {
                self.cx.is_open(value);
            }
            return;
        }
        // The key of a list is not that of its items.
        let in_list = field.is_some_and(|field| matches!(field.ty, Ty::List(item) if *item == ty));
        match ty {
            Ty::Object(inner) => match Map::of(value) {
                Some(map) => self.mapping(map, inner, (!in_list).then_some(key)),
                None => self.wrong(value, key, ty, in_list),
            },
            Ty::Map(inner) => match Map::of(value) {
                Some(map) => {
                    self.duplicates(map);
                    for entry in map.fields() {
                        if is_directive(entry.name) {
                            self.cx.is_patch = true;
                            continue;
                        }
                        self.value(entry.written, entry.value, entry.key, *inner, None);
                    }
                }
                None => self.wrong(value, key, ty, in_list),
            },
            Ty::List(item) if value.is_sequence() => {
                for written in value.items() {
                    let resolved = written.resolve().unwrap_or(written);
                    if resolved.scalar() == Some(Scalar::Null) {
                        self.empty_item(resolved, key, *item);
                        continue;
                    }
                    self.is_item = true;
                    self.value(written, resolved, key, *item, field);
                    self.is_item = false;
                }
            }
            Ty::List(_) => self.wrong(value, key, ty, in_list),
            Ty::Any => {}
            _ if value.scalar().is_none() => self.wrong(value, key, ty, in_list),
            _ => match types::mismatch(value, key, ty) {
                Some(finding) => self.cx.push(finding),
                None => self.choice(value, key, field),
            },
        }
    }

    /// Whether a placeholder is a value that may stay: text where any text may stand.
    fn takes_text(&self, value: Node<'_>, ty: Ty, field: Option<&'static Field>) -> bool {
        match ty {
            Ty::Any => true,
            Ty::String | Ty::IntOrString if value.scalar() == Some(Scalar::String) => {
                self.reported || field.is_none_or(|field| !field.refuses(value.value(), self.cx.minor))
            }
            _ => false,
        }
    }

    /// An item with nothing in it is a mapping without fields, and some are demanded.
    fn empty_item(&mut self, item: Node<'_>, key: Node<'_>, ty: Ty) {
        let Ty::Object(inner) = ty else { return };
        if !self.current || self.reported || self.cx.is_patch || !required::demands_any(inner, self.cx.minor) {
            return;
        }
        let message = format!("this item of `{}` is empty; fill it in or remove its `-`", key.value());
        self.cx.push(Finding::error("missing-field", item.span(), message));
    }

    fn wrong(&mut self, value: Node<'_>, key: Node<'_>, ty: Ty, in_list: bool) {
        self.cx.push(if in_list { types::wrong_item(value, key, ty) } else { types::wrong_shape(value, key, ty) });
    }

    /// A value out of a closed list.
    fn choice(&mut self, value: Node<'_>, key: Node<'_>, field: Option<&'static Field>) {
        let Some(field) = field.filter(|_| !self.reported && !self.around.is_empty()) else { return };
        let (minor, text) = (self.cx.minor, value.value());
        // What the object is as a whole is judged before.
        if self.around.len() == 1 && matches!(field.name, "apiVersion" | "kind") {
            return;
        }
        let owner = self.around.last().map_or("", |ty| ty.name);
        let refused = field.refuses(text, minor) || (text.is_empty() && types::refuses_empty(owner, field, value));
        if !refused {
            return;
        }
        self.cx.push(types::unknown_value(value, key, field, minor));
    }

    fn unknown(&mut self, map: Map<'_>, key: Node<'_>, value: Node<'_>, ty: &'static Type) -> Finding {
        let name = key.value();
        let target = self.cx.minor;
        let span = key.span();
        let owner = ty.short_name();
        let remove = map.field(name).and_then(|field| reshape::remove(self.cx.desk, map, field));
        let of_other_version = ty.fields_named(name).first();
        if let Some(other) = of_other_version {
            let message = match (other.window.came().filter(|since| *since > target), other.window.gone()) {
                (Some(since), _) => format!(
                    "`{name}` came with Kubernetes {since}, the target is {target}; remove it or raise the target"
                ),
                (None, Some(gone)) => format!("`{name}` was removed in Kubernetes {gone}; remove it"),
                (None, None) => format!("`{name}` is not in Kubernetes {target}; remove it"),
            };
            return Finding::error("unknown-field", span, message).with_fix(remove);
        }
        if let Some(near) = ty.nearest_field(name, target).filter(|near| map.field(near.name).is_none()) {
            let message = format!("there is no field `{name}` in `{owner}`; did you mean `{}`?", near.name);
            let safe = self.fits(value, key, near);
            let edits = vec![Edit::replace(span, near.name)];
            let title = format!("Rename to `{}`", near.name);
            let fix = if safe { Fix::safe(title, edits) } else { Fix::suggestion(title, edits) };
            return Finding::error("unknown-field", span, message).with_fix(fix).with_fix(remove);
        }
        let message = match self.home(name, ty) {
            Some(home) => format!("there is no field `{name}` in `{owner}`; {home}"),
            None => format!("there is no field `{name}` in `{owner}`; remove it"),
        };
        Finding::error("unknown-field", span, message).with_fix(remove)
    }

    /// Whether `value` would be right under the field `near`.
    fn fits(&mut self, value: Node<'_>, key: Node<'_>, near: &'static Field) -> bool {
        let count = self.cx.count();
        self.value(value, value, key, near.ty, Some(near));
        !self.cx.forget(count)
    }

    /// Where a field that is unknown in `ty` would be at home: around, or one level deeper.
    fn home(&self, name: &str, ty: &'static Type) -> Option<String> {
        let minor = self.cx.minor;
        if let Some(outer) = self.around.iter().rev().find(|outer| outer.field(name, minor).is_some()) {
            return Some(format!("it belongs to `{}` further out; check its indentation", outer.short_name()));
        }
        let holds = |field: &&'static Field| field.ty.object().is_some_and(|inner| inner.field(name, minor).is_some());
        // The Pod's own lists come first: `ports` in a PodSpec is meant for a container.
        let inner = ty
            .fields_at(minor)
            .filter(holds)
            .min_by_key(|field| (field.name != "containers", field.name != "spec", field.name == "status"))?;
        Some(format!("it belongs in `{}`", inner.name))
    }

    /// Keys that stand twice anywhere below a value of which nothing else is known.
    fn duplicates_below(&mut self, value: Node<'_>, depth: usize) {
        if depth > MAX_UNKNOWN_DEPTH {
            return;
        }
        if let Some(map) = Map::of(value).filter(|_| value.is_mapping()) {
            self.duplicates(map);
        }
        let values = value.entries().map(|entry| entry.value).chain(value.items());
        for inner in values {
            self.duplicates_below(inner, depth + 1);
        }
    }

    /// Keys that stand twice in one mapping.
    fn duplicates(&mut self, map: Map<'_>) {
        if map.merges() {
            merges::check(self.cx, map);
        }
        let mut seen: Vec<Entry<'_>> = Vec::new();
        let mut index: FxHashMap<&str, usize> = FxHashMap::default();
        for entry in map.entries().filter(|entry| entry.key.kind().is_scalar()) {
            let name = entry.key.value();
            let first = if seen.len() <= FEW {
                seen.iter().position(|known| known.key.value() == name)
            } else {
                index.get(name).copied()
            };
            if let Some(first) = first.and_then(|first| seen.get(first)) {
                let finding = duplicate(*first, entry);
                let fix = map.field(name).and_then(|field| reshape::remove_first(self.cx.desk, map, field));
                self.cx.push(finding.with_fix(fix));
                continue;
            }
            seen.push(entry);
            if seen.len() == FEW + 1 {
                index = seen.iter().enumerate().map(|(at, known)| (known.key.value(), at)).collect();
            } else if seen.len() > FEW {
                index.insert(name, seen.len() - 1);
            }
        }
    }
}

fn duplicate(first: Entry<'_>, again: Entry<'_>) -> Finding {
    let name = again.key.value();
    let message = format!("`{name}` appears twice in this mapping; only the last one counts, remove one");
    Finding::error("duplicate-key", again.key.span(), message)
        .with_related(first.key.span(), format!("`{name}` is here first"))
}
