# Чому дві назви організацій вважаються схожими чи ні.

party-reason-same-words = Ті самі слова.
party-reason-some-words = Деякі слова ті самі.
party-reason-only-common = Спільні лише слова, які є в багатьох назвах.
party-reason-together = Ті самі літери, написані разом в одній назві й окремо в іншій, або інше написання.
party-reason-initials = Одна назва складається з перших літер іншої.
party-reason-transliterated = Та сама назва іншою абеткою.
party-reason-sounds = Слова звучать однаково, а пишуться по-різному.
party-reason-letters = Слово відрізняється однією-двома літерами.
party-reason-number = Числа в назвах різні.
party-reason-form = Правові форми різні.
party-reason-country = Країни різні.
