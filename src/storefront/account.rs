//! What a signed-in member may look at.

use crate::commerce::{
    AccountManagementAuthenticationToken, AccountMember, AccountMemberId, Error, Order, OrderId, OrdersPage,
};
use crate::journey::Problem;

use super::{Storefront, Surroundings};

impl<S: Surroundings> Storefront<S> {
    /// Who the member is. Nothing else tells for certain whether the store still knows them: it may take a token that
    /// has expired for none, and list a guest's orders, which are none.
    ///
    /// # Errors
    /// Says what stands in the way; [`Problem::AccountTokenExpired`] when the member has to sign in again.
    pub async fn account_member(
        &self,
        account_member_id: &AccountMemberId,
        account_token: &AccountManagementAuthenticationToken,
    ) -> Result<AccountMember, Problem> {
        match self.commerce.account_member(account_member_id, account_token).await {
            Ok(member) if member.id == *account_member_id => Ok(member),
            Ok(_) => {
                self.note(
                    "account_members.get: the store named another member than the one who is signed in",
                );
                Err(Problem::AccountTokenExpired)
            }
            Err(error) => {
                self.report("account_members.get", &error);
                Err(Problem::of_reading_member(&error, self.now()))
            }
        }
    }

    /// Ten of the account's orders after the first `offset`.
    ///
    /// # Errors
    /// As [`Storefront::account_member`].
    pub async fn orders(
        &self,
        account_token: &AccountManagementAuthenticationToken,
        offset: u32,
    ) -> Result<OrdersPage, Problem> {
        let read = self.commerce.orders(account_token, offset).await;
        read.map_err(|error| self.unread("orders.list", &error))
    }

    /// One of the account's orders.
    ///
    /// # Errors
    /// As [`Storefront::account_member`], and [`Problem::NotFound`].
    pub async fn order(
        &self,
        order_id: &OrderId,
        account_token: &AccountManagementAuthenticationToken,
    ) -> Result<Order, Problem> {
        let read = self.commerce.order(order_id, account_token).await;
        read.map_err(|error| self.unread("orders.get", &error))
    }

    pub(super) fn unread(&self, call: &str, error: &Error) -> Problem {
        self.report(call, error);
        Problem::of_reading(error, self.now())
    }
}
