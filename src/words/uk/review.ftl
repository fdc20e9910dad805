# Перевірка: черга, подання або пропозиція, рішення.

review-title = Черга перевірки
review-lead = Подане, що чекає на другу пару очей. Першим іде те, що чекає найдовше.
review-none = Нічого не чекає
review-none-text = Тут з’являються знахідки та зміни, коли їх хтось подає.
review-entry = Подано
review-what = Що
review-author = Хто подав
review-since = Чекає від
review-yours = Ваше: перевірити має хтось інший.
# $fields: names of fields, separated by commas.
review-change = Зміна: { $fields }
review-count-weapons = { $count ->
        [one] { $count } тип озброєння
        [few] { $count } типи озброєння
       *[other] { $count } типів озброєння
    }
review-count-incidents = { $count ->
        [one] { $count } подія
        [few] { $count } події
       *[other] { $count } подій
    }
review-count-units = { $count ->
        [one] { $count } виріб
        [few] { $count } вироби
       *[other] { $count } виробів
    }
review-count-components = { $count ->
        [one] { $count } компонент
        [few] { $count } компоненти
       *[other] { $count } компонентів
    }
review-count-photos = { $count ->
        [one] { $count } фотографія
        [few] { $count } фотографії
       *[other] { $count } фотографій
    }
review-count-markings = { $count ->
        [one] { $count } маркування
        [few] { $count } маркування
       *[other] { $count } маркувань
    }
review-count-parts = { $count ->
        [one] { $count } деталь
        [few] { $count } деталі
       *[other] { $count } деталей
    }
review-count-organizations = { $count ->
        [one] { $count } організація
        [few] { $count } організації
       *[other] { $count } організацій
    }
review-count-sources = { $count ->
        [one] { $count } джерело
        [few] { $count } джерела
       *[other] { $count } джерел
    }
review-count-transfers = { $count ->
        [one] { $count } передача
        [few] { $count } передачі
       *[other] { $count } передач
    }
review-count-claims = { $count ->
        [one] { $count } твердження
        [few] { $count } твердження
       *[other] { $count } тверджень
    }

review-kind-submission = Подано разом
review-kind-proposal = Запропонована зміна
review-filed = Подає { $who }, { $when }
review-verdict-accepted = Прийнято, рішення: { $who }, { $when }
review-verdict-returned = Повернуто, рішення: { $who }, { $when }
review-verdict-taken-back = Відкликано: { $who }, { $when }
review-accept = Прийняти
review-return = Повернути
review-hand-in = Подати на перевірку
review-take-back = Відкликати
review-reason = Причина
review-reason-hint = Потрібна, щоб повернути. Її читає автор.
review-release-all = Кому це все видно
review-release-as-filed = Як подано в кожному записі
review-release-as-all = Як вибрано для всіх
review-apart = Вирішити про цей запис окремо
review-decision = Рішення про цей запис
review-decision-whole = Як про всі
review-decision-accept = Прийняти цей
review-decision-return = Повернути цей
# $title: the record it belongs to.
review-more-open = Це видно ширшому колу, ніж те, до чого воно належить: { $title }. Посилання на нього буде від них приховане.
review-since-return = Змінено після повернення
review-since-seen = Змінено, відколи ви це відкрили
review-proposed = Зміна
review-base = На основі версії { $version }
review-meanwhile = Змінили інші за цей час
review-clashes = Змінили обидва
review-clashes-lead = Ці поля хтось змінив після того, як зміну було запропоновано. Нічого не переписано: поверніть пропозицію або змініть запис самі.
review-clash-base = Коли пропонували
review-clash-now = Тепер
review-clash-proposed = Запропоновано

submit-nothing = Тут немає ваших чернеток, які можна подати.
submit-not-yours = { $ref } — не ваш запис. Подати його може лише автор.
submit-not-a-draft = { $ref } уже не чернетка.
submit-rests-on-draft = { $ref } посилається на запис, який його автор ще не подав. Попросіть спершу подати його або вкажіть інший запис.
proposal-empty = Нічого не відрізняється від того, що є в каталозі.
proposal-record-gone = Відколи запропоновано цю зміну, запис вилучено з каталогу. Поверніть пропозицію.
review-name-unknown = «{ $given }» не називає нічого, про що тут можна вирішити.
review-not-here = { $ref } немає серед цих записів.
review-reason-required = Поясніть чому. Автор має знати, що змінити.
# $who: a person's name.
review-already-accepted = Це вже прийнято, рішення: { $who }. З вашого рішення нічого не збережено.
review-already-returned = Це вже повернуто, рішення: { $who }. З вашого рішення нічого не збережено.
review-already-taken-back = Це вже відкликано: { $who }. З вашого рішення нічого не збережено.

forbidden-review-own = Це ваше. Перевірити має хтось інший. Нічого не змінено.
forbidden-open-own = Щоб відкрити власний запис ширшому колу, потрібен інший рецензент. Нічого не змінено.
error-conflict = Це вже неможливо. Нічого не збережено.

note-submitted = Подано. Рецензент це перегляне.
note-accepted = Прийнято.
note-returned = Повернуто авторові.
note-taken-back = Відкликано. Записи знову чернетки.

act-submit = Подано на перевірку
act-take_back = Відкликано автором
act-accept = Прийнято
act-return = Повернуто
act-adopt = Змінено за пропозицією

# A submission that is decided on as a whole.
review-batch-lead = { $count ->
        [one] { $count } запис; рішення одне на все.
        [few] { $count } записи; рішення одне на все. Наведено перші кожного виду; відкрийте одиницю, щоб побачити її складові.
       *[other] { $count } записів; рішення одне на все. Наведено перші кожного виду; відкрийте одиницю, щоб побачити її складові.
    }
review-batch-more = { $count ->
        [one] і ще { $count }
       *[other] і ще { $count }
    }
review-batch-level = Хто може бачити
review-batch-ref = Позначення
review-as-a-whole = Рішення про це подання ухвалюють загалом.
