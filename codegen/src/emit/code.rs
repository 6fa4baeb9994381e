//! Implementations, functions and expressions.
//!
//! Built by hand, like the smaller parts in `tokens`: there are thousands of them, and what is quoted would
//! have to be parsed first.

use proc_macro2::Span;
use syn::{
    Arm, Attribute, Block, Expr, ExprCall, ExprField, ExprLit, ExprMatch, ExprMethodCall, ExprPath, ExprStruct,
    ExprUnary, FieldValue, FnArg, FnModifiers, Generics, ImplItem, ImplItemFn, ImplModifiers, Item, ItemImpl, ItemMod,
    ItemUse, Lit, LitStr, Member, Pat, PatIdent, PatTupleStruct, PatType, PatWild, Path, QSelf, Receiver, ReceiverKind,
    ReturnType, Safety, Signature, Stmt, Token, TraitBound, TraitBoundModifiers, Type, TypeImplTrait, TypeParamBound,
    TypeReference, UnOp, UseGlob, UsePath, UseTree, Visibility, punctuated::Punctuated, token,
};

use super::tokens::{self, generic, ident, of_path, path};

fn here() -> Span {
    Span::call_site()
}

/// `mod name;`
pub fn module(behind: Option<Attribute>, vis: Visibility, name: &str) -> Item {
    Item::Mod(ItemMod {
        attrs: behind.into_iter().collect(),
        vis,
        unsafety: None,
        mod_token: Token![mod](here()),
        ident: ident(name),
        content: None,
        semi: Some(Token![;](here())),
    })
}

/// `pub use self::module::*;`
pub fn everything_of(behind: Option<Attribute>, module: &str) -> Item {
    let below = |ident, tree| UseTree::Path(UsePath { ident, colon2_token: Token![::](here()), tree: Box::new(tree) });
    let everything = UseTree::Glob(UseGlob { star_token: Token![*](here()) });
    Item::Use(ItemUse {
        attrs: behind.into_iter().collect(),
        vis: tokens::public(),
        use_token: Token![use](here()),
        leading_colon: None,
        tree: below(Token![self](here()).into(), below(ident(module), everything)),
        semi_token: Token![;](here()),
    })
}

/// `impl ty { functions }`, or `impl of for ty { functions }`.
pub fn implementation(of: Option<Path>, ty: Type, functions: Vec<ImplItemFn>) -> Item {
    Item::Impl(ItemImpl {
        attrs: Vec::new(),
        modifiers: ImplModifiers::default(),
        unsafety: None,
        impl_token: Token![impl](here()),
        generics: Generics::default(),
        trait_: of.map(|of| (of, Token![for](here()))),
        self_ty: Box::new(ty),
        brace_token: token::Brace::default(),
        items: functions.into_iter().map(ImplItem::Fn).collect(),
    })
}

/// `impl From<given> for ty`, where `body` makes one of the other's `value`.
pub fn conversion(from: Path, given: Type, ty: Type, body: Expr) -> Item {
    let value = argument("value", given.clone());
    implementation(Some(generic(from, [given])), ty, vec![function("from", [value], body)])
}

/// `fn name(arguments) -> Self { body }`
pub fn function(name: &str, arguments: impl IntoIterator<Item = FnArg>, body: Expr) -> ImplItemFn {
    returning(name, arguments, of_path(path(&["Self"])), body)
}

/// `fn name(arguments) -> output { body }`
pub fn returning(name: &str, arguments: impl IntoIterator<Item = FnArg>, output: Type, body: Expr) -> ImplItemFn {
    ImplItemFn {
        attrs: Vec::new(),
        vis: Visibility::Inherited,
        modifiers: FnModifiers::default(),
        sig: Signature {
            constness: None,
            asyncness: None,
            safety: Safety::Default,
            abi: None,
            fn_token: Token![fn](here()),
            ident: ident(name),
            generics: Generics::default(),
            paren_token: token::Paren::default(),
            inputs: arguments.into_iter().collect(),
            variadic: None,
            output: ReturnType::Type(Token![->](here()), Box::new(output)),
        },
        block: Block { brace_token: token::Brace::default(), stmts: vec![Stmt::Expr(body, None)] },
    }
}

/// The same function, `pub` and with documentation.
pub fn public(doc: Attribute, function: ImplItemFn) -> ImplItemFn {
    ImplItemFn { attrs: vec![doc], vis: tokens::public(), ..function }
}

/// `&self`
pub fn this() -> FnArg {
    FnArg::Receiver(Receiver {
        attrs: Vec::new(),
        mutability: None,
        self_token: Token![self](here()),
        kind: ReceiverKind::Reference(Token![&](here()), None, None),
    })
}

/// `name: ty`
pub fn argument(name: &str, ty: Type) -> FnArg {
    FnArg::Typed(PatType {
        attrs: Vec::new(),
        pat: Box::new(binding(name)),
        colon_token: Token![:](here()),
        ty: Box::new(ty),
    })
}

/// `&ty`
pub fn reference(ty: Type) -> Type {
    Type::Reference(TypeReference {
        attrs: Vec::new(),
        and_token: Token![&](here()),
        lifetime: None,
        mutability: None,
        elem: Box::new(ty),
    })
}

/// `impl bound`
pub fn some(bound: Path) -> Type {
    let bound = TypeParamBound::Trait(TraitBound {
        paren_token: None,
        lifetimes: None,
        modifiers: TraitBoundModifiers::default(),
        maybe: None,
        path: bound,
    });
    Type::ImplTrait(TypeImplTrait {
        attrs: Vec::new(),
        impl_token: Token![impl](here()),
        bounds: Punctuated::from_iter([bound]),
    })
}

/// A path that is a value or function, or a pattern.
pub fn at(path: Path) -> ExprPath {
    ExprPath { attrs: Vec::new(), qself: None, path }
}

/// `<Self as of>::function`
pub fn associated(of: Path, function: &str) -> ExprPath {
    let qself = QSelf {
        lt_token: Token![<](here()),
        ty: Box::new(of_path(path(&["Self"]))),
        position: of.segments.len(),
        as_token: Some(Token![as](here())),
        gt_token: Token![>](here()),
    };
    let mut path = of;
    path.segments.push(ident(function).into());
    ExprPath { attrs: Vec::new(), qself: Some(qself), path }
}

/// What is called so.
pub fn name(name: &str) -> Expr {
    Expr::Path(at(path(&[name])))
}

/// `"text"`
pub fn text(text: &str) -> ExprLit {
    literal(Lit::Str(LitStr::new(text, here())))
}

/// A literal.
pub fn literal(lit: Lit) -> ExprLit {
    ExprLit { attrs: Vec::new(), lit }
}

/// `function(argument)`, or `function()`
pub fn call(function: ExprPath, argument: Option<Expr>) -> Expr {
    Expr::Call(ExprCall {
        attrs: Vec::new(),
        func: Box::new(Expr::Path(function)),
        paren_token: token::Paren::default(),
        args: argument.into_iter().collect(),
    })
}

/// `value.method(argument)`, or `value.method()`
pub fn method(value: Expr, method: &str, argument: Option<Expr>) -> Expr {
    Expr::MethodCall(ExprMethodCall {
        attrs: Vec::new(),
        receiver: Box::new(value),
        dot_token: Token![.](here()),
        method: ident(method),
        turbofish: None,
        paren_token: token::Paren::default(),
        args: argument.into_iter().collect(),
    })
}

/// `value.field`
pub fn field_of(value: Expr, field: Member) -> Expr {
    Expr::Field(ExprField { attrs: Vec::new(), base: Box::new(value), dot_token: Token![.](here()), member: field })
}

/// `*value`
pub fn dereferenced(value: Expr) -> Expr {
    Expr::Unary(ExprUnary { attrs: Vec::new(), op: UnOp::Deref(Token![*](here())), expr: Box::new(value) })
}

/// `Self { fields }`
pub fn self_literal(fields: impl IntoIterator<Item = FieldValue>) -> Expr {
    Expr::Struct(ExprStruct {
        attrs: Vec::new(),
        qself: None,
        path: path(&["Self"]),
        brace_token: token::Brace::default(),
        fields: fields.into_iter().collect(),
        dot2_token: None,
        rest: None,
    })
}

/// `field: value`; `field` alone where there is no value.
pub fn set(field: &str, value: Option<Expr>) -> FieldValue {
    FieldValue {
        attrs: Vec::new(),
        member: Member::Named(ident(field)),
        colon_token: value.as_ref().map(|_| Token![:](here())),
        expr: value.unwrap_or_else(|| name(field)),
    }
}

/// `match value { arms }`
pub fn choice(value: Expr, arms: Vec<Arm>) -> Expr {
    Expr::Match(ExprMatch {
        attrs: Vec::new(),
        match_token: Token![match](here()),
        expr: Box::new(value),
        brace_token: token::Brace::default(),
        arms,
    })
}

/// `pattern => body,`
pub fn arm(pat: Pat, body: Expr) -> Arm {
    Arm {
        attrs: Vec::new(),
        pat,
        fat_arrow_token: Token![=>](here()),
        body: Box::new(body),
        comma: Some(Token![,](here())),
    }
}

/// `variant(name)`
pub fn holding(variant: Path, name: &str) -> Pat {
    Pat::TupleStruct(PatTupleStruct {
        attrs: Vec::new(),
        qself: None,
        path: variant,
        paren_token: token::Paren::default(),
        elems: Punctuated::from_iter([binding(name)]),
    })
}

/// `_`
pub fn anything() -> Pat {
    Pat::Wild(PatWild { attrs: Vec::new(), underscore_token: Token![_](here()) })
}

fn binding(name: &str) -> Pat {
    Pat::Ident(PatIdent { attrs: Vec::new(), by_ref: None, mutability: None, ident: ident(name), subpat: None })
}
