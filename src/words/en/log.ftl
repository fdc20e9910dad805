# The log of everything that was done.
log-title = Log
log-lead = Everything that changed the catalogue, newest first. Each line carries the hash of the one before it; “sherd verify” checks the whole chain.
log-back = Accounts
log-none = The log is empty
log-none-text = Nothing has been changed in this catalogue yet.
log-number = No.
log-what = What
log-subject = Of what
log-who = Who
log-when = When (UTC)
log-hash = Hash
log-shown = { $count ->
    [one] { $count } act shown
   *[other] { $count } acts shown
}
log-open = Log of all changes
act-add_account = Account added
act-change_role = Role changed
act-shut_account = Account shut
act-reopen_account = Account reopened
act-change_language = Language changed
act-change_password = Password changed
act-set_password = Password set
act-sign_in = Signed in
act-sign_in_by_link = Signed in by link
act-sign_in_failed = Sign-in failed
act-sign_out = Signed out
act-end_session = Session ended
act-end_sessions = Other sessions ended
act-create_token = Token made
act-revoke_token = Token revoked
act-issue_password_link = Password link made
act-issue_sign_in_link = Sign-in link made
act-issue_first_admin_link = First administrator’s link made
act-import_row = Changed by an import
act-propose = Change proposed
act-seed = Reference data loaded
