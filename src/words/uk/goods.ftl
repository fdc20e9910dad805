# Що знайдено у вільному тексті опису товару і чому так вважається.

goods-kind-part = Номер виробу
goods-kind-maker = Виробник
goods-kind-lot = Партія
goods-kind-date-code = Код дати
goods-kind-quantity = Кількість
goods-kind-hs = Митний код
goods-kind-packing = Пакування
goods-reason-label-part = Слово перед ним оголошує номер виробу або модель.
goods-reason-label-lot = Слово перед ним оголошує партію.
goods-reason-label-date-code = Слово перед ним оголошує код дати.
goods-reason-label-hs = Слово перед ним оголошує митний код.
goods-reason-quantity-unit = Після числа стоїть одиниця.
goods-reason-quantity-label = Слово перед ним оголошує кількість; одиниці не вказано.
goods-reason-quantity-both = Слово перед ним оголошує кількість, а після числа стоїть одиниця.
goods-reason-form = Має вигляд номера виробу.
goods-reason-product = Має вигляд номера виробу, а текст перед ним називає такий товар.
goods-reason-beginning = Починається так, як номери виробів одного з відомих виробників.
goods-reason-beside-maker = Цифри поруч із назвою виробника.
goods-reason-form-date-code = Чотири цифри, що можуть бути роком і тижнем, після номера виробу або з плюсом.
goods-reason-maker = Назва відомого виробника.
goods-reason-packing = Корпус компонентів або спосіб їх пакування.
