//! Asks Cedar, and remembers what it answered.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt;
use std::str::FromStr;
use std::sync::{PoisonError, RwLock};

use cedar_policy::{
    ActionConstraint, Authorizer, Context, Decision, Entities, Entity, EntityId, EntityTypeName, EntityUid, Policy, PolicyId, PolicySet,
    Request, RestrictedExpression, Schema, ValidationMode, Validator,
};
use shouwang_domain::reach::Scope;
use shouwang_domain::register::Choices;
use shouwang_domain::registers::appointment::Post;
use shouwang_domain::registers::division::Level;
use shouwang_domain::system::role_grant::Role;

use super::flaw::PolicyFlaw;
use super::operations::{Access, OPERATIONS, Operation, Over, operation};
use super::principal::{Principal, choice_id};
use super::relation::Relation;
use super::schema::ALONE;
use super::texts::{embedded, embedded_schema};

/// Policies, ready to be asked. One is made whenever the texts change; what it remembers goes with it.
pub struct Authority {
    texts: BTreeMap<String, String>,
    policies: PolicySet,
    schema: Schema,
    /// What can be acted on, and the actions with their groups.
    things: Entities,
    /// Every name that the texts quote. What none of them quotes, no policy can tell from another such.
    quoted: HashSet<String>,
    /// Whether any text speaks of posts.
    asks_posts: bool,
    answers: RwLock<HashMap<(Profile, &'static str), Vec<u8>>>,
}

/// What policies know of a principal: as many people as there are, there are few of these.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Profile {
    pub(super) role: Role,
    /// One bit for each function of the unit.
    pub(super) functions: u64,
    pub(super) level: Option<Level>,
    pub(super) contract: bool,
    /// One bit for each post that he holds in the unit.
    pub(super) posts: u64,
}

/// The attribute that says which posts somebody holds.
pub(super) const POSTS: &str = "posts";
/// Stands for the register where an operation is over none.
const PRODUCT: &str = "";

impl Profile {
    fn of(principal: &Principal) -> Profile {
        let unit = principal.unit.as_ref();
        Profile {
            role: principal.role,
            functions: unit.map_or(0, |unit| unit.functions.iter().fold(0, |mask, function| mask | 1 << function.position())),
            level: unit.and_then(|unit| unit.level),
            contract: principal.contract.is_some(),
            posts: principal.posts.iter().fold(0, |mask, post| mask | 1 << post.position()),
        }
    }
}

impl Authority {
    /// The policies that the program carries.
    ///
    /// # Errors
    /// When one of them is wrong, which a test excludes.
    pub fn embedded() -> Result<Authority, PolicyFlaw> {
        Authority::new(embedded())
    }

    /// These texts of policies, by name.
    ///
    /// # Errors
    /// When a text is no Cedar, a policy has no `@id` or that of another one, or it does not fit the schema: a misspelt role, a register or an
    /// operation that does not exist.
    pub fn new(texts: BTreeMap<String, String>) -> Result<Authority, PolicyFlaw> {
        let (schema, _) = Schema::from_cedarschema_str(embedded_schema()).map_err(|error| PolicyFlaw::new("schema", error))?;
        let mut policies = PolicySet::new();
        for (name, text) in &texts {
            add(&mut policies, name, text, &schema)?;
        }
        let actions = schema.action_entities().map_err(|error| PolicyFlaw::new("schema", error))?;
        let things = things().ok_or_else(|| PolicyFlaw::new("schema", "a name is none to Cedar"))?;
        let things = actions.add_entities(things, Some(&schema)).map_err(|error| PolicyFlaw::new("schema", error))?;
        // Comments are read with the rest: a name too many costs a question, one too few would give a wrong answer.
        let quoted = texts.values().flat_map(|text| text.split('"')).map(str::to_owned).collect();
        let asks_posts = texts.values().any(|text| text.contains(POSTS));
        Ok(Authority { texts, policies, schema, things, quoted, asks_posts, answers: RwLock::default() })
    }

    /// The texts, by name.
    #[must_use]
    pub fn texts(&self) -> &BTreeMap<String, String> {
        &self.texts
    }

    /// Whether somebody may do this at all. For an operation over registers: whether there is a register of which he reaches anything.
    #[must_use]
    pub fn allows(&self, principal: &Principal, id: &str) -> bool {
        let Some(operation) = operation(id) else { return false };
        match (operation.access, operation.over) {
            (Access::Anyone(_) | Access::SignedIn(_), _) => true,
            (Access::Policy, over) => match over.catalog() {
                Some(catalog) => catalog.iter().any(|def| !self.scope(principal, id, def.name).is_nothing()),
                None => self.asked(Profile::of(principal), operation, PRODUCT) != 0,
            },
        }
    }

    /// The first of these grants that allows it: the one in which it is done.
    #[must_use]
    pub fn allowed_by<'p>(&self, principals: &'p [Principal], id: &str) -> Option<&'p Principal> {
        principals.iter().find(|principal| self.allows(principal, id))
    }

    /// Over which rows of a register somebody may do this. Nothing for an operation that is over no register, and for registers of the system,
    /// which have operations of their own.
    #[must_use]
    pub fn scope(&self, principal: &Principal, id: &str, register: &str) -> Scope {
        let Some(operation) = operation(id) else { return Scope::NOTHING };
        let Some(def) = operation.over.catalog().and_then(|catalog| catalog.get(register)) else { return Scope::NOTHING };
        let relations = self.asked(Profile::of(principal), operation, def.name);
        let permitted = Relation::ALL.into_iter().filter(|relation| relations & relation.bit() != 0);
        permitted.fold(Scope::NOTHING, |scope, relation| scope.or(relation.scope(principal)))
    }

    /// What any of these grants reaches.
    #[must_use]
    pub fn scope_of(&self, principals: &[Principal], id: &str, register: &str) -> Scope {
        principals.iter().fold(Scope::NOTHING, |scope, principal| scope.or(self.scope(principal, id, register)))
    }

    /// The relations in which an operation is permitted over a register, one bit each; for an operation over none, anything but zero.
    pub(super) fn asked(&self, profile: Profile, operation: &'static Operation, register: &str) -> u8 {
        let operation = self.like(operation);
        let level = profile.level.map(|level| self.like_level(level));
        let profile = Profile { level, posts: self.like_posts(profile.posts), ..profile };
        let key = (profile, operation.id);
        let at = operation.over.catalog().map_or(0, |catalog| catalog.position(register).unwrap_or(usize::MAX));
        // A thread that broke down while it held the lock has left whole answers: they are written in one step.
        if let Some(known) = self.answers.read().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return known.get(at).copied().unwrap_or_default();
        }
        let answers = self.all_answers(profile, operation);
        let answer = answers.get(at).copied().unwrap_or_default();
        self.answers.write().unwrap_or_else(PoisonError::into_inner).insert(key, answers);
        answer
    }

    /// The relations for each register in the order of the catalog; a single answer for an operation over none. What Cedar cannot be asked
    /// is not permitted.
    fn all_answers(&self, profile: Profile, operation: &Operation) -> Vec<u8> {
        let Some(asker) = self.asker(profile, operation) else { return Vec::new() };
        let Some(catalog) = operation.over.catalog() else { return vec![u8::from(asker.permits(PRODUCT))] };
        let relations = |register: &str| {
            let permitted = Relation::ALL.into_iter().filter(|relation| asker.permits(&rows_id(register, *relation)));
            permitted.fold(0, |mask, relation| mask | relation.bit())
        };
        let unnamed = catalog.iter().map(|def| def.name).find(|name| !self.quoted.contains(*name)).map(relations);
        let of = |name: &str| if self.quoted.contains(name) { relations(name) } else { unnamed.unwrap_or_default() };
        catalog.iter().map(|def| of(def.name)).collect()
    }

    /// Everything for asking about one profile and one operation.
    fn asker(&self, profile: Profile, operation: &Operation) -> Option<Asker> {
        let actor = actor(profile)?;
        let (actor_id, action) = (actor.uid(), uid("Action", operation.id)?);
        let entities = self.things.clone().add_entities([actor], Some(&self.schema)).ok()?;
        let policies = self.about(&action)?;
        Some(Asker { authorizer: Authorizer::new(), policies, entities, actor: actor_id, action })
    }

    /// The policies that can apply to an action; asking the others as well would only take longer.
    fn about(&self, action: &EntityUid) -> Option<PolicySet> {
        let applies = |policy: &&Policy| match policy.action_constraint() {
            ActionConstraint::Any => true,
            ActionConstraint::Eq(one) => one == *action,
            ActionConstraint::In(groups) => groups.iter().any(|group| group == action || self.things.is_ancestor_of(group, action)),
        };
        PolicySet::from_policies(self.policies.policies().filter(applies).cloned()).ok()
    }

    /// The operation over registers that stands for all those of its kind that no policy names; any other stands for itself.
    fn like(&self, operation: &'static Operation) -> &'static Operation {
        let alike = |other: &&Operation| {
            let of_kind = other.over == Over::Registers && other.over == operation.over && other.kind == operation.kind;
            of_kind && !ALONE.contains(&other.id) && !self.quoted.contains(other.id)
        };
        if alike(&operation) { OPERATIONS.iter().find(alike).unwrap_or(operation) } else { operation }
    }

    /// The level that stands for all those that no policy names.
    fn like_level(&self, level: Level) -> Level {
        let alike = |level: &Level| !self.quoted.contains(choice_id(*level));
        if alike(&level) { (0..).map_while(Level::at).find(alike).unwrap_or(level) } else { level }
    }

    /// The posts that policies can tell apart: those that one names, and one that stands for all others. None where no policy asks for posts, so
    /// that as many people as there are posts do not make as many profiles.
    fn like_posts(&self, posts: u64) -> u64 {
        if !self.asks_posts {
            return 0;
        }
        let alike = |post: &Post| !self.quoted.contains(choice_id(*post));
        let other = (0..).map_while(Post::at).find(alike);
        let held = (0..).map_while(Post::at).filter(|post| posts & 1 << post.position() != 0);
        let told = held.map(|post| if alike(&post) { other.unwrap_or(post) } else { post });
        told.fold(0, |mask, post| mask | 1 << post.position())
    }
}

/// One profile and one operation, ready to be asked about any resource.
struct Asker {
    authorizer: Authorizer,
    policies: PolicySet,
    entities: Entities,
    actor: EntityUid,
    action: EntityUid,
}

impl Asker {
    fn permits(&self, resource: &str) -> bool {
        let kind = if resource == PRODUCT { "Product" } else { "Rows" };
        let request = uid(kind, resource).and_then(|resource| {
            let (actor, action) = (self.actor.clone(), self.action.clone());
            // Its parts were made from the schema's own names, so that it need not be checked against the schema again.
            Request::new(actor, action, resource, Context::empty(), None).ok()
        });
        let answer = request.map(|request| self.authorizer.is_authorized(&request, &self.policies, &self.entities));
        answer.is_some_and(|answer| answer.decision() == Decision::Allow)
    }
}

impl fmt::Debug for Authority {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Authority").field("texts", &self.texts.keys()).finish_non_exhaustive()
    }
}

/// Adds the policies of one text, each under the name that its `@id` gives.
fn add(policies: &mut PolicySet, name: &str, text: &str, schema: &Schema) -> Result<(), PolicyFlaw> {
    let flaw = |reason: String| PolicyFlaw::new(name, reason);
    let set = PolicySet::from_str(text).map_err(|errors| {
        let all: Vec<_> = errors.iter().map(ToString::to_string).collect();
        flaw(all.join("; "))
    })?;
    if set.templates().next().is_some() {
        return Err(flaw("a template has nobody to be linked to; write a policy · 不支持模板，请写成策略".to_owned()));
    }
    let validated = Validator::new(schema.clone()).validate(&set, ValidationMode::Strict);
    if !validated.validation_passed() {
        let all: Vec<_> = validated.validation_errors().map(ToString::to_string).collect();
        return Err(flaw(all.join("; ")));
    }
    for policy in set.policies() {
        let id = policy.annotation("id").filter(|id| !id.is_empty());
        let id = id.ok_or_else(|| flaw("every policy has a name: @id(\"...\") · 每条策略须有 @id".to_owned()))?;
        policies.add(policy.new_id(PolicyId::new(id))).map_err(|error| flaw(error.to_string()))?;
    }
    Ok(())
}

fn actor(profile: Profile) -> Option<Entity> {
    let reference = |kind: &str, id: &str| uid(kind, id).map(RestrictedExpression::new_entity_uid);
    let functions = shouwang_domain::registers::unit::Function::CHOICES.iter().enumerate();
    let functions = functions.filter(|(at, _)| profile.functions & (1 << at) != 0).map(|(_, choice)| reference("Function", choice.id));
    let posts = Post::CHOICES.iter().enumerate();
    let posts = posts.filter(|(at, _)| profile.posts & (1 << at) != 0).map(|(_, choice)| reference("Post", choice.id));
    let mut attributes = HashMap::from([
        ("role".to_owned(), reference("Role", choice_id(profile.role))?),
        ("functions".to_owned(), RestrictedExpression::new_set(functions.collect::<Option<Vec<_>>>()?)),
        ("contract".to_owned(), RestrictedExpression::new_bool(profile.contract)),
        (POSTS.to_owned(), RestrictedExpression::new_set(posts.collect::<Option<Vec<_>>>()?)),
    ]);
    if let Some(level) = profile.level {
        attributes.insert("level".to_owned(), reference("Level", choice_id(level))?);
    }
    Entity::new(uid("Actor", "he")?, attributes, HashSet::new()).ok()
}

/// The product, and for each register the rows in each relation.
fn things() -> Option<Vec<Entity>> {
    let mut things = vec![Entity::new_no_attrs(uid("Product", PRODUCT)?, HashSet::new())];
    for def in [Over::Registers, Over::Matters].into_iter().filter_map(Over::catalog).flatten() {
        for relation in Relation::ALL {
            let attributes = HashMap::from([
                ("register".to_owned(), RestrictedExpression::new_entity_uid(uid("Register", def.name)?)),
                ("relation".to_owned(), RestrictedExpression::new_entity_uid(uid("Relation", relation.id())?)),
            ]);
            things.push(Entity::new(uid("Rows", &rows_id(def.name, relation))?, attributes, HashSet::new()).ok()?);
        }
    }
    Some(things)
}

fn rows_id(register: &str, relation: Relation) -> String {
    format!("{register}/{}", relation.id())
}

fn uid(kind: &str, id: &str) -> Option<EntityUid> {
    Some(EntityUid::from_type_name_and_id(EntityTypeName::from_str(kind).ok()?, EntityId::new(id)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::authority::OPERATIONS;
    use shouwang_domain::register::catalog;
    use shouwang_domain::registers::unit::Function;

    /// Asking for one of those that no policy names has to be the same as asking for each.
    #[test]
    fn what_no_policy_names_is_answered_alike() {
        let authority = Authority::embedded().unwrap();
        let unnamed: Vec<_> = catalog().iter().map(|def| def.name).filter(|name| !authority.quoted.contains(*name)).collect();
        assert!(unnamed.len() > 3, "{unnamed:?}");
        let profile = |function: Function, level| Profile {
            role: Role::Approver,
            functions: 1 << function.position(),
            level,
            contract: false,
            posts: 0,
        };
        for function in [Function::CompetentDepartment, Function::Industry] {
            for operation in OPERATIONS.iter().filter(|operation| operation.over == Over::Registers) {
                for register in unnamed.iter().take(3) {
                    for level in [None, Some(Level::Prefecture), Some(Level::Village)] {
                        let profile = profile(function, level);
                        let asker = authority.asker(profile, operation).unwrap();
                        let plain = |relation: &Relation| asker.permits(&rows_id(register, *relation));
                        let each = Relation::ALL.iter().filter(|relation| plain(relation)).fold(0, |mask, relation| mask | relation.bit());
                        assert_eq!(authority.asked(profile, operation, register), each, "{} {register}", operation.id);
                    }
                }
            }
        }
    }
}
