//! Finding types, fields and workloads by name. Knows the table, not what a document holds.

use super::types::{Field, Ty, Type, Workload};
use super::{Minor, nearest, table};

/// Every type, sorted by name.
pub fn types() -> &'static [&'static Type] {
    table::TYPES
}

/// The type of the full name `core.v1.Container`.
pub fn type_named(name: &str) -> Option<&'static Type> {
    let index = table::TYPES.binary_search_by(|ty| ty.name.cmp(name)).ok()?;
    table::TYPES.get(index).copied()
}

/// Every kind that holds a Pod, in the form current servers know.
pub fn workloads() -> &'static [Workload] {
    table::WORKLOADS
}

/// The workload of exactly this apiVersion and kind.
pub fn workload(api_version: &str, kind: &str) -> Option<&'static Workload> {
    workload_of_kind(kind).filter(|workload| workload.api_version == api_version)
}

/// The workload of this kind, whatever the apiVersion: what an outdated `extensions/v1beta1`
/// Deployment should become.
pub fn workload_of_kind(kind: &str) -> Option<&'static Workload> {
    table::WORKLOADS.iter().find(|workload| workload.kind == kind)
}

impl Type {
    /// The field `name` as `minor` has it.
    pub fn field(&self, name: &str, minor: Minor) -> Option<&'static Field> {
        self.field_index(name, minor).and_then(|index| self.fields.get(index))
    }

    /// The index in `fields` of the field `name` as `minor` has it.
    pub fn field_index(&self, name: &str, minor: Minor) -> Option<usize> {
        let found = self.names.binary_search(&name).ok()?;
        let fits = |index: &usize| self.fields.get(*index).is_some_and(|field| field.window.contains(minor));
        Some(found).filter(fits).or_else(|| self.range(name).find(fits))
    }

    /// The field `name` of all minors, oldest first: usually one entry or none, more where its
    /// type changed. Tells a wrong name from one of another version.
    pub fn fields_named(&self, name: &str) -> &'static [Field] {
        self.fields.get(self.range(name)).unwrap_or_default()
    }

    fn range(&self, name: &str) -> std::ops::Range<usize> {
        let start = self.names.partition_point(|known| *known < name);
        start..start + self.names.iter().skip(start).take_while(|known| **known == name).count()
    }

    /// The fields the schema of `minor` demands, with their indices in `fields`.
    pub fn required_indices(&self, minor: Minor) -> impl Iterator<Item = (usize, &'static Field)> + use<> {
        let fields = self.fields;
        let required = self.required.iter().map(|index| usize::from(*index));
        required
            .filter_map(move |index| Some((index, fields.get(index)?)))
            .filter(move |(_, field)| field.is_required(minor))
    }

    /// The fields of `minor`, sorted by name.
    pub fn fields_at(&self, minor: Minor) -> impl Iterator<Item = &'static Field> + use<> {
        self.fields.iter().filter(move |field| field.window.contains(minor))
    }

    /// The fields the schema of `minor` demands, sorted by name.
    pub fn required_at(&self, minor: Minor) -> impl Iterator<Item = &'static Field> + use<> {
        self.fields_at(minor).filter(move |field| field.is_required(minor))
    }

    /// The field of `minor` whose name is nearest to the mistyped `name`, if any is near.
    pub fn nearest_field(&self, name: &str, minor: Minor) -> Option<&'static Field> {
        let near = nearest(name, self.fields_at(minor).map(|field| field.name))?;
        self.field(near, minor)
    }

    /// The field at the end of `path`, through lists and maps without naming their items:
    /// `spec`, `containers`, `image` from `Pod`. `None` for an empty path.
    pub fn find(&'static self, path: &[&str], minor: Minor) -> Option<&'static Field> {
        let (last, above) = path.split_last()?;
        let mut ty = Ty::Object(self);
        for name in above {
            ty = ty.object()?.field(name, minor)?.ty;
        }
        ty.object()?.field(last, minor)
    }
}

impl Workload {
    /// The type of the Pod template, or of the Pod itself: what holds `metadata` and `spec`.
    pub fn template_type(&self) -> &'static Type {
        let found = self.ty.find(self.template, Minor::NEWEST).and_then(|field| field.ty.object());
        found.unwrap_or(self.ty)
    }

    /// The fields that lead from the object to the `PodSpec`.
    pub fn pod_spec_path(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.template.iter().copied().chain(["spec"])
    }
}
