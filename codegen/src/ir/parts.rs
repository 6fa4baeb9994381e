//! What models and types are made of, for whoever looks for something in all of them.

use super::{Field, Kind, Model, Type, Union};

impl<R> Model<R> {
    /// The fields, where the model is an object.
    pub fn fields(&self) -> &[Field<R>] {
        match &self.kind {
            Kind::Struct(object) => &object.fields,
            Kind::Enum(_) | Kind::Union(_) | Kind::Alias(_) | Kind::Opaque(_) => &[],
        }
    }

    /// The same, to be changed.
    pub fn fields_mut(&mut self) -> &mut [Field<R>] {
        match &mut self.kind {
            Kind::Struct(object) => &mut object.fields,
            Kind::Enum(_) | Kind::Union(_) | Kind::Alias(_) | Kind::Opaque(_) => &mut [],
        }
    }
}

impl<R> Kind<R> {
    /// The types that a model is made of: of its fields and unlisted properties, its members, what it is another
    /// name for.
    pub fn types(&self) -> Vec<&Type<R>> {
        match self {
            Self::Struct(object) => {
                object.fields.iter().map(|field| &field.ty.value).chain(&object.additional).collect()
            }
            Self::Union(union) => union.members.iter().map(|member| &member.ty).collect(),
            Self::Alias(ty) => vec![ty],
            Self::Enum(_) | Self::Opaque(_) => Vec::new(),
        }
    }

    /// Changes each type that [`types`](Self::types) gives, and all that it is made of.
    pub fn each_mut(&mut self, change: &mut dyn FnMut(&mut Type<R>)) {
        match self {
            Self::Struct(object) => {
                let fields = object.fields.iter_mut().map(|field| &mut field.ty.value);
                fields.chain(&mut object.additional).for_each(|ty| ty.each_mut(change));
            }
            Self::Union(union) => union.members.iter_mut().for_each(|member| member.ty.each_mut(change)),
            Self::Alias(ty) => ty.each_mut(change),
            Self::Enum(_) | Self::Opaque(_) => {}
        }
    }

    /// What a model refers to, as often as it does.
    pub fn references(&self) -> Vec<&R> {
        let mut found = Vec::new();
        for ty in self.types() {
            ty.each(&mut |part| {
                if let Type::Ref(to) = part {
                    found.push(to);
                }
            });
        }
        found
    }

    /// The unions that a model is, or that are written inside of it, also inside of other ones.
    pub fn unions(&self) -> Vec<&Union<R>> {
        let mut found: Vec<&Union<R>> = if let Self::Union(union) = self { vec![union] } else { Vec::new() };
        for ty in self.types() {
            ty.each(&mut |part| {
                if let Type::Union(union) = part {
                    found.push(union);
                }
            });
        }
        found
    }
}

impl<R> Type<R> {
    /// The union that a type is, or that its list or map is of.
    pub fn union(&self) -> Option<&Union<R>> {
        match self {
            Self::Union(union) => Some(union),
            Self::List(inner) | Self::Map(inner) | Self::Nullable(inner) => inner.union(),
            Self::Any
            | Self::Object
            | Self::String(_)
            | Self::Integer(_)
            | Self::Number(_)
            | Self::Boolean
            | Self::Null
            | Self::Enum(_)
            | Self::Ref(_) => None,
        }
    }

    /// This type, and all that it is made of; what a reference stands for is not part of it.
    pub fn each<'t>(&'t self, look: &mut dyn FnMut(&'t Self)) {
        look(self);
        match self {
            Self::List(inner) | Self::Map(inner) | Self::Nullable(inner) => inner.each(look),
            Self::Union(union) => union.members.iter().for_each(|member| member.ty.each(look)),
            Self::Any
            | Self::Object
            | Self::String(_)
            | Self::Integer(_)
            | Self::Number(_)
            | Self::Boolean
            | Self::Null
            | Self::Enum(_)
            | Self::Ref(_) => {}
        }
    }

    /// Changes what this type is made of, then itself.
    pub fn each_mut(&mut self, change: &mut dyn FnMut(&mut Self)) {
        match self {
            Self::List(inner) | Self::Map(inner) | Self::Nullable(inner) => inner.each_mut(change),
            Self::Union(union) => union.members.iter_mut().for_each(|member| member.ty.each_mut(change)),
            Self::Any
            | Self::Object
            | Self::String(_)
            | Self::Integer(_)
            | Self::Number(_)
            | Self::Boolean
            | Self::Null
            | Self::Enum(_)
            | Self::Ref(_) => {}
        }
        change(self);
    }
}
