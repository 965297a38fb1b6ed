"""French verbs that name an outcome, and how the uneven ones change. Tables only."""

from __future__ import annotations

from agent.text.marks import words

REGULAR = words(
    "accompagner accorder accrocher acheter actualiser adapter adresser afficher ajouter ajuster aligner "
    "amener annoncer annuler appeler apporter apprêter archiver arranger arroser assembler assurer attacher "
    "auditer autoriser avancer avertir balayer basculer bloquer boucler brancher budgéter cadrer calculer "
    "calibrer caler changer charger chercher chiffrer classer clôturer coder coller commander communiquer "
    "comparer compléter compter configurer confier confirmer consolider consulter contacter contrôler "
    "coordonner copier corriger couper couler créer cocher débarrasser débloquer déboucher décaler décider "
    "déclarer décorer définir dégager délivrer demander démarrer démonter déménager dépanner"
    " déplacer déposer "
    "désinstaller dessiner détailler déterminer dicter diffuser diriger distribuer documenter donner doubler "
    "dresser échanger effacer élaborer emballer embaucher emmener emporter emprunter enlever enregistrer "
    "entreposer équiper établir étiqueter étudier évacuer évaluer examiner exécuter expédier "
    "expliquer exporter fabriquer facturer fermer filmer finaliser financer finir fixer former formuler "
    "fournir garder gérer graisser graver grouper guider identifier importer imprimer indiquer informer "
    "insérer inspecter installer inventorier inviter isoler justifier laver libérer limiter lister "
    "livrer louer maquetter marquer mener mentionner mesurer mixer modifier monter montrer"
    " mobiliser négocier "
    "nettoyer noter notifier numériser numéroter organiser oublier paramétrer parler partager passer payer "
    "peser photocopier photographier planifier planter plier poncer porter poser positionner poster "
    "précommander préciser préparer présenter prêter prévisualiser programmer projeter prolonger "
    "proposer protéger publier raccorder rajouter ramasser ramener ranger rappeler rapporter rassembler "
    "rattacher réaliser récapituler réceptionner rechercher récupérer rédiger régler regrouper réimprimer "
    "réinitialiser relancer relever remercier remonter rembourser remplacer remplir rencontrer renforcer "
    "renouveler renseigner rentrer réorganiser réparer répéter reporter reprogrammer réserver "
    "résilier restaurer restituer résumer retirer retourner retrouver réunir réviser saisir scanner sceller "
    "sécuriser sélectionner séparer signaler signer simplifier solliciter sonder souder souligner stocker "
    "supprimer surveiller tailler télécharger téléphoner terminer tester tirer tracer traiter "
    "transférer transporter trier trouver tondre uniformiser valider vendre verrouiller verser"
    " vérifier vider "
    "visiter visser voter choisir élargir agrandir rafraîchir garantir convertir investir répartir "
    "rendre répondre attendre étendre suspendre tendre défendre descendre fondre perdre occuper "
    "engager assister aider centraliser comptabiliser débarquer dégivrer désherber recruter "
    "dégraisser détartrer encadrer encaisser essayer huiler laisser "
    "nommer peaufiner purger ramoner recenser recopier recycler redémarrer rénover repérer "
    "tamponner toucher vernir réchauffer attraper brosser clouer colmater cuisiner désactiver activer "
    "désinfecter enfiler enfourner "
    "éplucher étaler forer gonfler percer plâtrer pomper racler raboter rincer remorquer sabler "
    "sangler semer tamiser vidanger vaporiser ravitailler refermer rallumer reclasser réexpédier "
    "regarder régulariser remballer"
)
TWICE = words("appeler rappeler jeter rejeter projeter renouveler épeler feuilleter")
"""Whose last letter is doubled before a silent ending."""
STRONG = {
    "faire": "fais fait faites fer fait fass", "refaire": "refais refait refaites refer refait refass",
    "prendre": "prends prend prenez prendr pris prenn",
    "reprendre": "reprends reprend reprenez reprendr repris reprenn",
    "apprendre": "apprends apprend apprenez apprendr appris apprenn",
    "mettre": "mets met mettez mettr mis mett", "remettre": "remets remet remettez remettr remis remett",
    "transmettre": "transmets transmet transmettez transmettr transmis transmett",
    "soumettre": "soumets soumet soumettez soumettr soumis soumett",
    "permettre": "permets permet permettez permettr permis permett",
    "tenir": "tiens tient tenez tiendr tenu tienn", "venir": "viens vient venez viendr venu vienn",
    "obtenir": "obtiens obtient obtenez obtiendr obtenu obtienn",
    "retenir": "retiens retient retenez retiendr retenu retienn",
    "maintenir": "maintiens maintient maintenez maintiendr maintenu maintienn",
    "prévenir": "préviens prévient prévenez préviendr prévenu prévienn",
    "convenir": "conviens convient convenez conviendr convenu convienn",
    "voir": "vois voit voyez verr vu voi", "revoir": "revois revoit revoyez reverr revu revoi",
    "prévoir": "prévois prévoit prévoyez prévoir prévu prévoi",
    "recevoir": "reçois reçoit recevez recevr reçu reçoiv",
    "dire": "dis dit dites dir dit dis", "redire": "redis redit redites redir redit redis",
    "écrire": "écris écrit écrivez écrir écrit écriv",
    "réécrire": "réécris réécrit réécrivez réécrir réécrit réécriv",
    "inscrire": "inscris inscrit inscrivez inscrir inscrit inscriv",
    "souscrire": "souscris souscrit souscrivez souscrir souscrit souscriv",
    "décrire": "décris décrit décrivez décrir décrit décriv",
    "lire": "lis lit lisez lir lu lis", "relire": "relis relit relisez relir relu relis",
    "élire": "élis élit élisez élir élu élis",
    "ouvrir": "ouvre ouvre ouvrez ouvrir ouvert ouvr",
    "rouvrir": "rouvre rouvre rouvrez rouvrir rouvert rouvr",
    "offrir": "offre offre offrez offrir offert offr",
    "couvrir": "couvre couvre couvrez couvrir couvert couvr",
    "conduire": "conduis conduit conduisez conduir conduit conduis",
    "produire": "produis produit produisez produir produit produis",
    "reproduire": "reproduis reproduit reproduisez reproduir reproduit reproduis",
    "traduire": "traduis traduit traduisez traduir traduit traduis",
    "réduire": "réduis réduit réduisez réduir réduit réduis",
    "construire": "construis construit construisez construir construit construis",
    "joindre": "joins joint joignez joindr joint joign",
    "rejoindre": "rejoins rejoint rejoignez rejoindr rejoint rejoign",
    "éteindre": "éteins éteint éteignez éteindr éteint éteign",
    "peindre": "peins peint peignez peindr peint peign",
    "repeindre": "repeins repeint repeignez repeindr repeint repeign",
    "suivre": "suis suit suivez suivr suivi suiv", "sortir": "sors sort sortez sortir sorti sort",
    "partir": "pars part partez partir parti part", "servir": "sers sert servez servir servi serv",
    "envoyer": "envoie envoie envoyez enverr envoyé envoi",
    "renvoyer": "renvoie renvoie renvoyez renverr renvoyé renvoi",
    "aller": "vais va allez ir allé aill", "cuire": "cuis cuit cuisez cuir cuit cuis",
    "résoudre": "résous résout résolvez résoudr résolu résolv",
    "acquérir": "acquiers acquiert acquérez acquerr acquis acquièr",
    "accueillir": "accueille accueille accueillez accueiller accueilli accueill",
    "recueillir": "recueille recueille recueillez recueiller recueilli recueill",
}  # fmt: skip
"""I do, he does, you (polite) do, the stem of the future, the participle, the stem of the wish."""
NEVER = words(
    "aller voir regarder venir parler tenir laisser suivre attendre sortir partir oublier essayer aider"
)
"""What these bring about cannot be told from the verb."""
FEMININE = words(
    "liste facture clé commande photo affiche chaise table salle porte encre carte lettre note page date "
    "réponse offre demande fiche réunion copie machine pièce caisse boîte imprimante brochure maquette "
    "attestation notice pompe vanne fenêtre serrure lampe ampoule plaque étiquette enveloppe prise adresse "
    "annonce enquête grille recette chambre cuisine cave cour école mairie banque voiture camionnette "
    "remorque palette enseigne bâche nappe vaisselle cafetière mise main zone rampe semaine feuille "
    "housse échelle bouteille plante haie pelouse borne alarme"
)
MASCULINE = words(
    "devis plan contrat dossier document rapport badge tableau fichier planning programme calendrier budget "
    "compte bilan mail courriel colis courrier bon formulaire texte article site lien mot logo chèque prix "
    "tarif stock matériel camion four filtre frigo robinet toit mur sol stage massicot carton sac billet "
    "local bureau espace guide livret manuel catalogue menu flyer support projet cahier registre reçu "
    "thermostat point dépôt vélo moteur câble écran clavier poste serveur téléphone circuit accès panier "
    "certificat questionnaire résumé exemplaire échantillon lot gaz extincteur compresseur groupe code"
)
"""Nouns of work whose look tells no gender."""
