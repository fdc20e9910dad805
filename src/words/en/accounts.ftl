# Accounts: signing in, one-time links, one's own account, administration.

accounts-email = E-mail address
accounts-email-taken = Somebody already has an account with this address. If they lost their password, make a new link for them.
accounts-name = Name
accounts-name-hint = Colleagues see it. Without one, the first part of the address is used.
accounts-password = Password
accounts-new-password = New password
accounts-new-password-hint = At least 12 characters. Several words that do not belong together are easy to remember and hard to guess.
accounts-again = The same password again

email-unsound = This is no e-mail address. Write it like name@example.org.
password-short = Too short. Use at least { $min } characters.
password-long = Too long. Use at most { $max } characters.
password-is-email = This password is your e-mail address. Choose another.
password-common = This password is among the first that are tried. Choose another.
password-differs = The two passwords differ. Type the new password again.
password-wrong = This is not your present password.

sign-in-title = Sign in
sign-in-do = Sign in
sign-in-refused = Address and password do not belong together, or the account is shut.
sign-in-lost = No account, or password lost? Ask the administrator of this catalogue for a link.

link-password = Set your password
link-password-lead = For the account { $email }. The link works once.
link-password-do = Set password and sign in
link-first-admin = Make the first account
link-first-admin-lead = This catalogue has no account yet. The first one is an administrator’s, who adds everybody else.
link-first-admin-do = Make account and sign in
link-gone = This link no longer works
link-gone-text = It was used, or its time is over, or a newer one was made. Ask the administrator of this catalogue for a new link.

account-title = Your account
account-sessions = Signed in
account-sessions-hint = Browsers that are signed in with your account. End those you do not know, then change your password.
account-agent = Browser
account-agent-named = { $browser } on { $system }
account-agent-unknown = unknown browser
account-begun = Signed in
account-seen = Last used
account-this = this one
account-end = End
account-end-others = End all others
account-tokens = API tokens
account-tokens-hint = A program that has a token may do what you may. Give each program its own, so that you can revoke it alone.
account-token-name = Name
account-token-name-hint = Which program uses it, for example “nightly export”.
account-token-days = Days it works
account-token-days-hint = If left empty, { $days }.
account-token-scope = May
account-token-made = Made
account-token-ends = Ends
account-token-over = over
account-token-do = Make token
account-token-revoke = Revoke
account-token-once = This is the new token. Copy it now: it is not shown again.
account-never = never
account-old-password = Present password
account-password-hint = All other browsers are signed out. API tokens go on working.
account-password-do = Change password
account-language = Language
account-language-hint = Of the pages you see. Records stay in the language they were written in.
account-language-do = Change language
account-done-password = Your password is changed. All other browsers are signed out.
account-done-sessions = Signed out there.
account-done-token = The token is revoked.

scope-read = read
scope-write = read and write

admin-title = People
admin-lead = Who may sign in, and what they may do. Every change stands in the log.
admin-people = Accounts
admin-role = Role
admin-role-of = Role of { $name }
admin-role-hint = Investigators document findings, reviewers accept them, officers search, administrators see and do everything.
admin-role-do = Change
admin-state = State
admin-state-open = open
admin-state-invited = no password yet
admin-state-shut = shut
admin-since = Since
admin-link = Password link
admin-link-do = New link
admin-link-lead = Send this link to { $email }. It sets a password, works once, ends after seven days, and is not shown again.
admin-access = Access
admin-shut = Shut
admin-reopen = Open again
admin-add = Add somebody
admin-add-do = Add and make a link
admin-done = The account is changed.

forbidden-last-admin = This is the only administrator who can sign in. Nothing was changed. Give somebody else the role first.
forbidden-account-shut = This account is shut. Nothing was changed. Open it again first.
