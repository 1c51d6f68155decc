//! Every step of the pattern by one name, as generated code spells it.

use crate::ctp::{Act, Step};

/// Request.
pub const REQUEST: Step = Step::Do(Act::Request);
/// Promise.
pub const PROMISE: Step = Step::Do(Act::Promise);
/// Decline.
pub const DECLINE: Step = Step::Do(Act::Decline);
/// Execute.
pub const EXECUTE: Step = Step::Do(Act::Execute);
/// Declare.
pub const DECLARE: Step = Step::Do(Act::Declare);
/// Accept.
pub const ACCEPT: Step = Step::Do(Act::Accept);
/// Reject.
pub const REJECT: Step = Step::Do(Act::Reject);
/// Quit.
pub const QUIT: Step = Step::Do(Act::Quit);
/// Stop.
pub const STOP: Step = Step::Do(Act::Stop);
/// Ask to take the request back.
pub const REVOKE_REQUEST: Step = Step::Revoke(Act::Request);
/// Ask to take the promise back.
pub const REVOKE_PROMISE: Step = Step::Revoke(Act::Promise);
/// Ask to take the decline back.
pub const REVOKE_DECLINE: Step = Step::Revoke(Act::Decline);
/// Ask to take the execution back.
pub const REVOKE_EXECUTE: Step = Step::Revoke(Act::Execute);
/// Ask to take the declaration back.
pub const REVOKE_DECLARE: Step = Step::Revoke(Act::Declare);
/// Ask to take the acceptance back.
pub const REVOKE_ACCEPT: Step = Step::Revoke(Act::Accept);
/// Ask to take the rejection back.
pub const REVOKE_REJECT: Step = Step::Revoke(Act::Reject);
/// Ask to take the quit back.
pub const REVOKE_QUIT: Step = Step::Revoke(Act::Quit);
/// Ask to take the stop back.
pub const REVOKE_STOP: Step = Step::Revoke(Act::Stop);
/// Allow the revocation of the request.
pub const ALLOW_REQUEST: Step = Step::Allow(Act::Request);
/// Allow the revocation of the promise.
pub const ALLOW_PROMISE: Step = Step::Allow(Act::Promise);
/// Allow the revocation of the decline.
pub const ALLOW_DECLINE: Step = Step::Allow(Act::Decline);
/// Allow the revocation of the execution.
pub const ALLOW_EXECUTE: Step = Step::Allow(Act::Execute);
/// Allow the revocation of the declaration.
pub const ALLOW_DECLARE: Step = Step::Allow(Act::Declare);
/// Allow the revocation of the acceptance.
pub const ALLOW_ACCEPT: Step = Step::Allow(Act::Accept);
/// Allow the revocation of the rejection.
pub const ALLOW_REJECT: Step = Step::Allow(Act::Reject);
/// Allow the revocation of the quit.
pub const ALLOW_QUIT: Step = Step::Allow(Act::Quit);
/// Allow the revocation of the stop.
pub const ALLOW_STOP: Step = Step::Allow(Act::Stop);
/// Refuse the revocation of the request.
pub const REFUSE_REQUEST: Step = Step::Refuse(Act::Request);
/// Refuse the revocation of the promise.
pub const REFUSE_PROMISE: Step = Step::Refuse(Act::Promise);
/// Refuse the revocation of the decline.
pub const REFUSE_DECLINE: Step = Step::Refuse(Act::Decline);
/// Refuse the revocation of the execution.
pub const REFUSE_EXECUTE: Step = Step::Refuse(Act::Execute);
/// Refuse the revocation of the declaration.
pub const REFUSE_DECLARE: Step = Step::Refuse(Act::Declare);
/// Refuse the revocation of the acceptance.
pub const REFUSE_ACCEPT: Step = Step::Refuse(Act::Accept);
/// Refuse the revocation of the rejection.
pub const REFUSE_REJECT: Step = Step::Refuse(Act::Reject);
/// Refuse the revocation of the quit.
pub const REFUSE_QUIT: Step = Step::Refuse(Act::Quit);
/// Refuse the revocation of the stop.
pub const REFUSE_STOP: Step = Step::Refuse(Act::Stop);
