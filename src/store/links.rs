//! Links read in the same statement as the record that holds them: an alias of `records` for each.

use diesel::prelude::*;

use super::schema::records;
use crate::{
    domain::{
        records::{Link, Shelf},
        refs::Ref,
    },
    error::{Error, Result},
};

// One alias for each thing that a record can point to.
diesel::alias! {
    pub(super) const unit_heads: Alias<UnitHeads> = records as unit_heads;
    pub(super) const parent_heads: Alias<ParentHeads> = records as parent_heads;
    pub(super) const weapon_heads: Alias<WeaponHeads> = records as weapon_heads;
    pub(super) const incident_heads: Alias<IncidentHeads> = records as incident_heads;
    pub(super) const part_heads: Alias<PartHeads> = records as part_heads;
    pub(super) const maker_heads: Alias<MakerHeads> = records as maker_heads;
    pub(super) const brand_heads: Alias<BrandHeads> = records as brand_heads;
    pub(super) const source_heads: Alias<SourceHeads> = records as source_heads;
}

/// What [`named!`] selects: a link without its shelf, which the column that points to it already tells.
#[derive(Queryable)]
pub(super) struct Named {
    id: i64,
    reference: String,
    title: String,
    openness: i16,
    created_by: Option<i64>,
}

impl Named {
    /// The link as the domain knows it.
    ///
    /// # Errors
    /// `Internal` when the row's reference is none.
    pub(super) fn on(self, shelf: Shelf) -> Result<Link> {
        let Named {
            id,
            reference,
            title,
            openness,
            created_by,
        } = self;
        let r#ref = Ref::parse(&reference).map_err(|_say| Error::internal(format!("record {id}: unknown ref")))?;
        Ok(Link {
            id,
            shelf,
            r#ref,
            title,
            openness,
            created_by,
        })
    }
}

/// A link that may be missing.
///
/// # Errors
/// As [`Named::on`].
pub(super) fn maybe(row: Option<Named>, shelf: Shelf) -> Result<Option<Link>> {
    row.map(|row| row.on(shelf)).transpose()
}

/// The columns of [`Named`] of an alias of `records`.
macro_rules! named {
    ($alias:ident) => {
        $alias.fields((
            $crate::store::schema::records::id,
            $crate::store::schema::records::reference,
            $crate::store::schema::records::title,
            $crate::store::schema::records::openness,
            $crate::store::schema::records::created_by,
        ))
    };
}
pub(super) use named;

/// Joins an alias of `records` to a column that may be empty.
macro_rules! by {
    ($alias:ident, $column:expr) => {
        $alias.on($alias
            .field($crate::store::schema::records::id)
            .nullable()
            .eq($column.nullable()))
    };
}
pub(super) use by;
