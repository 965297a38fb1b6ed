"""Portuguese and Italian verbs that name an outcome, and how the uneven ones change. Tables only."""

from __future__ import annotations

from agent.text.marks import words

PT_REGULAR = words(
    "abrir acabar acertar acrescentar actualizar atualizar adicionar adiar agendar agradecer "
    "alterar alugar analisar "
    "anexar anotar anular apagar apresentar aprovar arquivar arranjar arrumar assinar "
    "atender avaliar avisar "
    "buscar calcular calibrar cancelar carregar chamar classificar cobrar colar colocar combinar "
    "comparar completar comprar "
    "comunicar conciliar concluir conferir configurar confirmar consertar consultar contactar "
    "contatar contar contratar "
    "controlar convidar coordenar copiar corrigir cortar cotar criar cuidar definir deixar desenhar "
    "desligar desmontar "
    "devolver digitalizar distribuir documentar editar elaborar eliminar embalar emitir encaminhar "
    "encomendar encontrar "
    "entregar enviar escolher escrever esclarecer estudar etiquetar explicar fechar finalizar fixar "
    "formatar fotografar "
    "gravar guardar identificar imprimir incluir indicar informar inscrever inspecionar instalar "
    "inventariar lançar lavar "
    "levantar levar ligar limpar listar localizar mandar marcar medir melhorar montar mostrar mover "
    "mudar negociar "
    "notificar organizar pagar partilhar passar pedir perguntar pesar pintar planear planejar "
    "preencher preparar "
    "procurar programar publicar receber recolher redigir registar registrar reenviar remeter "
    "remover renovar reparar "
    "repetir responder reservar resolver retirar reunir rever revisar separar solicitar substituir "
    "telefonar terminar testar tirar tomar traduzir transferir tratar treinar trocar validar "
    "varrer vender verificar "
    "visitar"
)
PT_STRONG = {
    "fazer": "faço fazes faz faz faça feito", "pôr": "ponho pões põe põe ponha posto",
    "trazer": "trago trazes traz traz traga trazido", "dar": "dou dás dá dá dê dado",
    "dizer": "digo dizes diz diz diga dito", "ver": "vejo vês vê veja veja visto",
    "rever": "revejo revês revê reveja reveja revisto", "pedir": "peço pedes pede peça peça pedido",
    "medir": "meço medes mede meça meça medido",
    "escrever": "escrevo escreves escreve escreva escreva escrito",
    "abrir": "abro abres abre abra abra aberto", "repor": "reponho repões repõe reponha reponha reposto",
    "ir": "vou vais vai vá vá ido", "vir": "venho vens vem venha venha vindo",
    "ter": "tenho tens tem tenha tenha tido",
    "fechar": "fecho fechas fecha feche feche fechado",
    "corrigir": "corrijo corriges corrige corrija corrija corrigido",
    "conferir": "confiro conferes confere confira confira conferido",
    "imprimir": "imprimo imprimes imprime imprima imprima impresso",
    "pagar": "pago pagas paga pague pague pago",
    "entregar": "entrego entregas entrega entregue entregue entregue",
}  # fmt: skip
"""I do, you do, he does, do it, that you do it; what is done."""
IT_REGULAR = words(
    "aggiornare aggiustare allegare analizzare annullare aprire archiviare arrivare aspettare "
    "assegnare attivare avvisare "
    "bloccare calcolare cambiare cancellare caricare cercare chiamare chiarire collegare comprare "
    "comunicare completare "
    "compilare confermare consegnare contare contattare controllare convocare coordinare copiare creare "
    "definire disegnare distribuire eliminare fatturare finire firmare fissare fornire fotografare guidare "
    "imballare indicare informare inoltrare inserire installare inviare invitare lavare liberare "
    "mandare misurare modificare "
    "montare mostrare negoziare ordinare organizzare pagare passare pianificare portare pregare prenotare "
    "preparare presentare procurare programmare pubblicare pulire raccogliere recuperare registrare "
    "restituire ricaricare "
    "richiamare rifornire rinnovare rinviare riparare ripetere riservare ritirare riordinare "
    "rivedere sbloccare scaricare "
    "sistemare sollecitare sostituire spedire spostare stampare studiare svuotare tagliare "
    "telefonare terminare testare "
    "trasferire trovare valutare vendere verificare verniciare versare visitare"
)
IT_STRONG = {
    "fare": "faccio fai fa fai faccia fatto", "dare": "do dai dà dai dia dato",
    "dire": "dico dici dice di' dica detto",
    "mettere": "metto metti mette metti metta messo", "prendere": "prendo prendi prende prendi prenda preso",
    "scrivere": "scrivo scrivi scrive scrivi scriva scritto",
    "leggere": "leggo leggi legge leggi legga letto",
    "chiedere": "chiedo chiedi chiede chiedi chieda chiesto",
    "rispondere": "rispondo rispondi risponde rispondi risponda risposto",
    "chiudere": "chiudo chiudi chiude chiudi chiuda chiuso",
    "tradurre": "traduco traduci traduce traduci traduca tradotto",
    "correggere": "correggo correggi corregge correggi corregga corretto",
    "aprire": "apro apri apre apri apra aperto",
    "raccogliere": "raccolgo raccogli raccoglie raccogli raccolga raccolto",
    "rivedere": "rivedo rivedi rivede rivedi riveda rivisto",
    "venire": "vengo vieni viene vieni venga venuto",
    "andare": "vado vai va vai vada andato", "tenere": "tengo tieni tiene tieni tenga tenuto",
    "sentire": "sento senti sente senti senta sentito",
    "aggiungere": "aggiungo aggiungi aggiunge aggiungi aggiunga aggiunto",
}  # fmt: skip
"""As above."""
