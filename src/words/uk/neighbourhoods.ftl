# З ким організація має справу за кілька кроків.

neighbourhoods-title = Оточення
neighbourhoods-of = Оточення: { $organization }
neighbourhoods-lead = { $count ->
        [0] Жодна записана передача не веде до неї чи від неї.
        [one] { $count } організація
        [few] { $count } організації
       *[other] { $count } організацій
    }{ $count ->
        [0] {""}
       *[other] { $hops ->
            [one] {" "}за одну записану передачу.
           *[other] {" "}не далі як за { $hops } записані передачі.
        }
    }
neighbourhoods-steps = { $count ->
        [one] { $count } крок
        [few] { $count } кроки
       *[other] { $count } кроків
    }
neighbourhoods-how-far = Як далеко
neighbourhoods-drawing = Креслення
neighbourhoods-desc = { $count ->
        [one] { $count } організація під тією, що в центрі. Таблиця нижче каже те саме словами.
        [few] { $count } організації, кожна під тією, через яку до неї дійшли. Таблиця нижче каже те саме словами.
       *[other] { $count } організацій, кожна під тією, через яку до неї дійшли. Таблиця нижче каже те саме словами.
    }
neighbourhoods-transfers = { $count ->
        [one] { $count } передача
        [few] { $count } передачі
       *[other] { $count } передач
    }
neighbourhoods-legend-stem = з ким має найбільше передач, на крок ближче
neighbourhoods-legend-cross = інші передачі
neighbourhoods-legend-way = Стрілка праворуч: отримала те, що передала ближча до центру; ліворуч — навпаки. Назва веде до оточення цієї організації.
neighbourhoods-table = Організації
neighbourhoods-organization = Організація
neighbourhoods-here = її оточення
neighbourhoods-hop = Кроків
neighbourhoods-over = Через
neighbourhoods-took = Отримала звідти
neighbourhoods-gave = Передала туди
neighbourhoods-when = Коли
neighbourhoods-cut = Їх більше, ніж накреслено: показано найближчі { $count } з найбільшою кількістю передач. Програми отримують до тисячі.
neighbourhoods-none = Сусідів немає
neighbourhoods-none-why = Жодна записана передача, наскільки вам дозволено бачити, не називає цю організацію разом з іншою.
neighbourhoods-link = Оточення через кілька передач
