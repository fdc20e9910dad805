# Why two names of organizations are thought to be alike or not.

party-reason-same-words = The same words.
party-reason-some-words = Some words are the same.
party-reason-only-common = Only words that many names have are shared.
party-reason-together = The same letters, written together in one and apart in the other, or spelled otherwise.
party-reason-initials = One is the initials of the other.
party-reason-transliterated = The same name in another script.
party-reason-sounds = Words that sound the same and are spelled otherwise.
party-reason-letters = A word differs by a letter or two.
party-reason-number = The numbers in the names differ.
party-reason-form = The legal forms differ.
party-reason-country = The countries differ.
