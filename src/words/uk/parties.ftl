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
party-reason-state = У назвах різні країни.
party-reason-other-names = Дві з їхніх назв: «{ $one }» і «{ $other }».
party-reason-same-number = Той самий номер у реєстрі: { $scheme } { $value }.
party-reason-other-number = Різні номери в реєстрі, який дає фірмі один: { $scheme }.
party-reason-same-country = Та сама країна: { $country }.

# Черга організацій, які можуть бути однією.
parties-title = Та сама організація?
parties-lead = Організації, які можуть бути однією під двома назвами, найсхожіші першими. Ніщо не об’єднується саме: вирішує рецензент, і рішення зберігається.
parties-uncompared = { $count ->
        [one] { $count } організація чекає на порівняння з іншими.
        [few] { $count } організації чекають на порівняння з іншими.
       *[other] { $count } організацій чекають на порівняння з іншими.
    }
parties-narrowed = Лише пари, де є
parties-all = Усі пари
parties-state = Показати
parties-state-open = чекають на рішення
parties-state-same = вирішено: та сама
parties-state-different = вирішено: різні
parties-state-unknown = «{ $given }» — не open, same чи different.
parties-filter = Відібрати
parties-none = Тут немає пар
parties-none-text = Немає двох видимих вам організацій, достатньо схожих, або щодо всіх пар уже вирішено.
parties-score = Схожість
parties-one = Давніший запис
parties-other = Інший запис
parties-why-alike = Чому
parties-for = За:
parties-against = Проти:
parties-question = Та сама організація?
parties-score-about = Оцінка порівнює назви, номери в реєстрах і країни. Це привід подивитися, а не доказ.
parties-sides = Поруч
parties-field = Поле
parties-same-text = однаково
parties-sources = Джерела
parties-handed-over = Передачі: віддано
parties-received = Передачі: отримано
parties-decide = Рішення
parties-why = Чому
parties-why-hint = Що показує, що це одна організація або дві. Зберігається в журналі й показується тут.
parties-stays = Якщо це та сама, лишається цей запис
parties-stays-hint = Адреса іншого відтоді веде сюди; усе, що вказувало на нього, вказує сюди.
parties-stays-neither = Виберіть один із двох записів.
parties-look-ahead = Подивитися, що змінить об’єднання, у
parties-opened = Приховане в одному й відкрите в іншому:
parties-opening = Приховане можна розкрити
parties-opening-hint = Об’єднання покаже це більшому колу людей, ніж досі.
parties-same = Та сама: об’єднати
parties-different = Різні
parties-decide-hint = Різні пари запам’ятовуються і більше не пропонуються.
parties-decision-unknown = Скажіть «same» або «different».
parties-decided-already = Хтось тим часом вирішив щодо цієї пари. Нічого не змінено.
parties-noted-same = Об’єднано. Стара адреса веде до запису, який лишився.
parties-noted-different = Запам’ятовано: вони різні. Цю пару більше не буде запропоновано.
organizations-alike = { $count ->
        [one] { $said } інша організація, ймовірно, та сама. Вирішити
        [few] { $said } інші організації, ймовірно, ті самі. Вирішити
       *[other] { $said } інших організацій, ймовірно, ті самі. Вирішити
    }
imports-alike = { $count ->
        [one] { $said } пара з організацією цього імпорту, ймовірно, одна організація. Вирішити
        [few] { $said } пари з організаціями цього імпорту, ймовірно, одні й ті самі. Вирішити
       *[other] { $said } пар з організаціями цього імпорту, ймовірно, одні й ті самі. Вирішити
    }
act-tell_apart = Розрізнено: дві організації
