"""Spanish verbs that name an outcome, and how the uneven ones change. Tables only."""

from __future__ import annotations

from agent.text.marks import words

REGULAR = words(
    "coser barrer fregar podar regar pintar lijar taladrar atornillar clavar tejer planchar doblar apilar "
    "cargar descargar amarrar atar tender desarmar armar parchar remendar engrasar aceitar desatascar "
    "destapar "
    "purgar vaciar llenar encender apagar enchufar desenchufar remolcar fumigar sembrar cosechar "
    "abonar abrir echar rodar acabar aceptar aclarar acompañar acondicionar acordar actualizar adaptar"
    " adelantar adjuntar "
    "administrar afinar agendar agrupar aislar ajustar alojar alquilar ampliar analizar anotar"
    " anular anunciar "
    "añadir aplazar aplicar aportar apagar apartar apuntar archivar armar arreglar arrancar asegurar asignar "
    "atender autorizar avisar ayudar bajar barrer bloquear borrar buscar calcular calentar calibrar cambiar "
    "cancelar cargar cerrar clasificar cobrar colgar colocar comentar comparar completar componer comprar "
    "comprobar comunicar concertar conciliar concretar conectar confirmar conseguir construir consultar "
    "contactar contar contestar contratar controlar convertir convocar coordinar copiar corregir"
    " cortar coser "
    "cotizar mandar crear cubrir cuidar custodiar dar decidir decir definir dejar denunciar"
    " desactivar desatascar "
    "descargar desinstalar desmontar despachar despedir despejar desplazar detallar devolver"
    " dibujar digitalizar "
    "difundir diseñar distribuir dividir documentar editar ejecutar elaborar elegir eliminar"
    " embalar empaquetar "
    "emitir empezar encargar encender encontrar encuadernar engrasar ensayar enseñar entregar"
    " enviar envolver "
    "escanear escribir especificar establecer estudiar etiquetar evaluar examinar explicar exportar extender "
    "fabricar facilitar facturar fijar filmar finalizar firmar formar formular fotocopiar fotografiar fregar "
    "gestionar grabar guardar hablar hacer identificar importar impartir imprimir incluir incorporar indicar "
    "informar ingresar iniciar inscribir inspeccionar instalar introducir inventariar invitar"
    " justificar juntar "
    "lavar leer levantar limpiar liquidar llamar llenar llevar localizar maquetar marcar medir mejorar "
    "mencionar meter mirar modificar montar mostrar mover negociar notificar numerar obtener ofrecer ordenar "
    "organizar pagar parar pasar pedir perforar pesar pintar planchar planificar plantar poner"
    " podar posponer "
    "precintar preguntar preparar presentar presupuestar prestar probar procesar producir programar"
    " prolongar "
    "proponer proteger publicar pulir quitar realizar rebajar recargar recibir reclamar recoger reconfirmar "
    "recordar rectificar redactar reducir reembolsar reemplazar reenviar reforzar regalar regar registrar "
    "rehacer reiniciar rellenar remitir renovar reordenar reparar repartir repasar repetir reponer reportar "
    "representar reprogramar rescindir reservar resolver responder restaurar resumir retirar retocar reunir "
    "revisar revocar rotular sacar sellar seleccionar señalar separar servir sincronizar solicitar"
    " solucionar "
    "soldar sondear subir subsanar sumar supervisar suprimir suspender sustituir talar tapar tapizar tasar "
    "tirar tomar tostar trabajar traducir traer trasladar tramitar transferir transportar tratar ubicar "
    "unificar vaciar validar valorar vender ver verificar verter viajar vigilar visitar volcar"
    " votar acordarse "
    "encargarse ocuparse trazar acotar aprobar apretar ingresar encolar barnizar lijar"
) - words("acordarse encargarse ocuparse")
CHANGED = {
    "pedir": "pid", "despedir": "despid", "medir": "mid", "servir": "sirv", "repetir": "repit",
    "elegir": "elij",
    "corregir": "corrij", "conseguir": "consigu", "cerrar": "cierr", "empezar": "empiez",
    "calentar": "calient", "fregar": "frieg", "regar": "rieg", "reforzar": "refuerz",
    "encender": "enciend", "atender": "atiend", "extender": "extiend", "verter": "viert",
    "convertir": "conviert", "transferir": "transfier", "probar": "prueb", "concertar": "conciert",
    "comprobar": "comprueb",
    "aprobar": "aprueb", "colgar": "cuelg", "contar": "cuent", "encontrar": "encuentr",
    "mostrar": "muestr", "recordar": "recuerd", "acordar": "acuerd", "renovar": "renuev",
    "mover": "muev", "resolver": "resuelv", "devolver": "devuelv", "envolver": "envuelv", "soldar": "sueld",
    "tostar": "tuest", "volcar": "vuelc", "apretar": "apriet",
    "enviar": "enví", "reenviar": "reenví", "ampliar": "amplí", "vaciar": "vací", "evaluar": "evalú",
    "fotografiar": "fotografí", "inventariar": "inventarí", "reunir": "reún", "construir": "construy",
    "distribuir": "distribuy", "sustituir": "sustituy", "incluir": "incluy",
}  # fmt: skip
"""The stem where it bears the stress."""
STRONG = {
    "hacer": "hago hace haga hará haz hecho", "rehacer": "rehago rehace rehaga rehará rehaz rehecho",
    "poner": "pongo pone ponga pondrá pon puesto",
    "reponer": "repongo repone reponga repondrá repón repuesto",
    "proponer": "propongo propone proponga propondrá propón propuesto",
    "componer": "compongo compone componga compondrá compón compuesto",
    "posponer": "pospongo pospone posponga pospondrá pospón pospuesto",
    "traer": "traigo trae traiga traerá trae traído", "dar": "doy da dé dará da dado",
    "decir": "digo dice diga dirá di dicho", "ver": "veo ve vea verá ve visto",
    "tener": "tengo tiene tenga tendrá ten tenido",
    "obtener": "obtengo obtiene obtenga obtendrá obtén obtenido",
    "traducir": "traduzco traduce traduzca traducirá traduce traducido",
    "reducir": "reduzco reduce reduzca reducirá reduce reducido",
    "producir": "produzco produce produzca producirá produce producido",
    "introducir": "introduzco introduce introduzca introducirá introduce introducido",
    "ofrecer": "ofrezco ofrece ofrezca ofrecerá ofrece ofrecido",
    "establecer": "establezco establece establezca establecerá establece establecido",
    "ir": "voy va vaya irá ve ido", "salir": "salgo sale salga saldrá sal salido",
    "venir": "vengo viene venga vendrá ven venido",
}  # fmt: skip
"""I do, he does, the wish, the future, the order, the participle."""
DONE = {
    "abrir": "abierto", "cubrir": "cubierto", "escribir": "escrito", "inscribir": "inscrito",
    "imprimir": "impreso", "resolver": "resuelto", "devolver": "devuelto", "envolver": "envuelto",
    "leer": "leído", "romper": "roto",
}  # fmt: skip
NEVER = words(
    "ver mirar ayudar ir venir salir tratar trabajar dejar cuidar viajar acompañar tener llevar recordar"
)
"""What these bring about cannot be told from the verb."""
PAST = {
    "hacer": "hicier", "rehacer": "rehicier", "poner": "pusier", "reponer": "repusier",
    "proponer": "propusier",
    "componer": "compusier", "posponer": "pospusier", "traer": "trajer", "dar": "dier", "decir": "dijer",
    "ver": "vier", "tener": "tuvier", "obtener": "obtuvier", "traducir": "tradujer", "reducir": "redujer",
    "producir": "produjer", "introducir": "introdujer", "ir": "fuer", "venir": "vinier",
}  # fmt: skip
"""The stem of what one would wish: "que hiciera"."""
